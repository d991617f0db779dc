CREATE TABLE item (id integer PRIMARY KEY, twice integer GENERATED ALWAYS AS (id * 2) STORED);
CREATE PUBLICATION generated FOR TABLE item WITH (publish_generated_columns = stored);
