ALTER TABLE item ALTER price TYPE numeric(10,3);
