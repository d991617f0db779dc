ALTER TABLE plain SET (fillfactor = 90);
