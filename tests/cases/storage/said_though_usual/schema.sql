CREATE TABLE item (id integer PRIMARY KEY, state text, data bytea, CONSTRAINT item_state_key UNIQUE (state));
ALTER TABLE item ALTER state SET NOT NULL, ALTER state SET STORAGE external, ALTER data SET COMPRESSION pglz;
ALTER TABLE item REPLICA IDENTITY USING INDEX item_state_key;
ALTER TABLE item CLUSTER ON item_pkey;
CREATE TABLE plain (id integer, note text);
CREATE TABLE event (id integer, note text) PARTITION BY RANGE (id);
ALTER TABLE event ALTER note SET STORAGE main;
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (1) TO (10);
