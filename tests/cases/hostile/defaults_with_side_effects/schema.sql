CREATE SEQUENCE numbers;
CREATE FUNCTION loud() RETURNS integer LANGUAGE plpgsql VOLATILE AS $$BEGIN PERFORM nextval('numbers'); RETURN 1; END$$;
CREATE FUNCTION quiet(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RAISE EXCEPTION 'called'; END$$;
CREATE TABLE item (a integer DEFAULT loud(), b bigint DEFAULT nextval('numbers'), c integer, CONSTRAINT item_check CHECK (quiet(c) > 0));
CREATE INDEX item_idx ON item (quiet(c)) WHERE quiet(c) > 1;
CREATE TABLE witness AS SELECT last_value, is_called FROM numbers;
