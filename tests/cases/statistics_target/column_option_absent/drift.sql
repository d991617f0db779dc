ALTER TABLE item ALTER state RESET (n_distinct);
