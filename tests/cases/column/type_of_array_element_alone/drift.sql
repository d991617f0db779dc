ALTER TABLE item ALTER tags TYPE text USING '';
