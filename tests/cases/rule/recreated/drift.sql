DROP RULE kept ON item;
CREATE RULE kept AS ON DELETE TO public.item WHERE old.code = 'a' OR old.code = 'b' DO INSTEAD NOTHING;
DROP RULE kept ON item;
CREATE RULE kept AS ON DELETE TO public.item WHERE (old.code IN ('a', 'b')) DO INSTEAD NOTHING;
ALTER TABLE item DISABLE RULE kept;
