CREATE TABLE item (id integer PRIMARY KEY, state text, kind text);
ALTER TABLE item ALTER state SET STATISTICS 500, ALTER state SET (n_distinct = 12);
CREATE INDEX item_both ON item ((state || kind), (kind || state));
ALTER INDEX item_both ALTER 2 SET STATISTICS 300;
CREATE STATISTICS pair ON state, kind FROM item;
ALTER STATISTICS pair SET STATISTICS 200;
