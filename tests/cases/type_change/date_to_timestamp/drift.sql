ALTER TABLE item ALTER d TYPE timestamp;
