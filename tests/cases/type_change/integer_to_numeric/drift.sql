ALTER TABLE item ALTER n TYPE numeric;
