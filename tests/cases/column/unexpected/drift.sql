ALTER TABLE item ADD extra uuid;
