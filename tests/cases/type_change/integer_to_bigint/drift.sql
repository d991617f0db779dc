ALTER TABLE item ALTER n TYPE bigint;
