ALTER TABLE tuned SET (fillfactor = 80);
