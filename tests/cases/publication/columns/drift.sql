ALTER PUBLICATION parts SET TABLE item (id, state) WHERE (id > 3 AND price > 0), billing.invoice;
