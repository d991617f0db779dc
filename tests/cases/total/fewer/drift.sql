DROP INDEX item_bare_key;
DROP VIEW v;
