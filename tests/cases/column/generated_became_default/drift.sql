ALTER TABLE item DROP total; ALTER TABLE item ADD total numeric DEFAULT 2;
