ALTER TABLE item ADD extra integer;
ALTER TABLE item DROP extra;
ALTER TABLE item ADD extra text DEFAULT 'x';
ALTER TABLE item DROP extra;
