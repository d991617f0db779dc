DROP INDEX item_d_key;
