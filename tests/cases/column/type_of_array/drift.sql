ALTER TABLE item ALTER tags TYPE varchar[];
