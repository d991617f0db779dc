ALTER TABLE item ALTER price TYPE numeric(12,4);
ALTER TABLE item ALTER price TYPE numeric(10,2);
