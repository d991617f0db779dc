ALTER PUBLICATION parts SET TABLE billing.invoice, item (price, id) WHERE (id > 3 AND price > 0);
