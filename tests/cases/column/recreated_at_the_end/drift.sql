ALTER TABLE item DROP code; ALTER TABLE item ADD code varchar(20);
