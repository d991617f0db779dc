CREATE TABLE note (id integer, data text, type text, "At once" text);
CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER one BEFORE INSERT OR UPDATE OF data, type ON note FOR EACH ROW WHEN (new.id > 0) EXECUTE FUNCTION seen();
CREATE TRIGGER two AFTER UPDATE OF id, data, type, "At once" ON note EXECUTE FUNCTION seen();
