ALTER TABLE item ALTER state SET (n_distinct_inherited = 3);
