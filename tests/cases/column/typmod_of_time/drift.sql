ALTER TABLE item ALTER sold TYPE timestamp(2);
