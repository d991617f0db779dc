ALTER TABLE item RENAME code TO sku;
