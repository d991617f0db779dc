CREATE TABLE item (id integer, code varchar(10), n integer);
CREATE TABLE log (id integer, code text);
CREATE VIEW short AS SELECT id, code FROM item;
CREATE RULE kept AS ON DELETE TO item WHERE old.code IN ('a', 'b') DO INSTEAD NOTHING;
CREATE RULE logged AS ON UPDATE TO item
    DO ALSO (INSERT INTO log VALUES (new.id, new.code); DELETE FROM log WHERE id = old.id);
CREATE RULE "in""to" AS ON INSERT TO short DO INSTEAD
    INSERT INTO item (id, code) VALUES (new.id, new.code) RETURNING id, code;
ALTER TABLE item DISABLE RULE kept;
COMMENT ON RULE logged ON item IS 'all of them';
