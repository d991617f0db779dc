CREATE FOREIGN DATA WRAPPER wrapper;
CREATE SERVER remote FOREIGN DATA WRAPPER wrapper;
CREATE SERVER other FOREIGN DATA WRAPPER wrapper;
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TABLE parent (id integer) PARTITION BY LIST (id);
CREATE TABLE base (id integer);
CREATE FOREIGN TABLE item (
    id integer OPTIONS (column_name 'key', api_key 'geheim') NOT NULL,
    code varchar(10) COLLATE "C" DEFAULT 'a',
    twice integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT item_code CHECK (code IN ('a', 'b'))
) SERVER remote OPTIONS (table_name 'item', schema_name 'far');
CREATE TRIGGER kept BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION keep();
CREATE FOREIGN TABLE child (own text) INHERITS (base) SERVER remote;
CREATE FOREIGN TABLE part PARTITION OF parent FOR VALUES IN (1) SERVER remote;
COMMENT ON FOREIGN TABLE child IS 'far';
