ALTER TABLE item ADD extra integer;
