ALTER TABLE item ALTER sold TYPE timestamptz(3);
