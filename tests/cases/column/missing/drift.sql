ALTER TABLE item DROP plain;
