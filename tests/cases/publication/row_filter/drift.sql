ALTER PUBLICATION parts SET TABLE item (id, price) WHERE (id > 4 AND price > 0), billing.invoice;
