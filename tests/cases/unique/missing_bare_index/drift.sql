DROP INDEX item_bare_key;
