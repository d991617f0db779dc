ALTER TABLE item ALTER plain TYPE integer USING 1;
