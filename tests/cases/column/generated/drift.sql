ALTER TABLE item DROP total; ALTER TABLE item ADD total numeric GENERATED ALWAYS AS (price * 3) STORED;
