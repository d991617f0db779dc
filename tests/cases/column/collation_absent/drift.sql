ALTER TABLE item ALTER note TYPE text;
