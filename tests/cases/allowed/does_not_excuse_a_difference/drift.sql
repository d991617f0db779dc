ALTER TABLE item ALTER id TYPE bigint;
