ALTER PUBLICATION parts SET TABLE item (id, price), billing.invoice;
