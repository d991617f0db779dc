ALTER TABLE item ALTER state SET (n_distinct = -0.5);
