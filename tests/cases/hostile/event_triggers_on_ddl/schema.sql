CREATE TABLE witness (n integer);
CREATE TABLE item (s varchar(20), CONSTRAINT item_check CHECK (s IN ('x', 'y')));
CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no DDL here'; END$$;
CREATE EVENT TRIGGER refuse_end ON ddl_command_end EXECUTE FUNCTION refuse();
