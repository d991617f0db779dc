DROP PUBLICATION "Some Tables";
CREATE PUBLICATION "Some Tables" FOR TABLE item, billing.invoice WITH (publish = 'update, insert');
