ALTER PUBLICATION parts SET TABLE item WHERE (id > 3 AND price > 0), billing.invoice;
