DROP RULE kept ON item;
CREATE RULE kept AS ON DELETE TO item WHERE old.code IN ('a', 'b') DO NOTHING;
ALTER TABLE item DISABLE RULE kept;
