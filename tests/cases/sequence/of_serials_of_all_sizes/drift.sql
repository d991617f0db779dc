ALTER TABLE item ALTER b TYPE integer;
