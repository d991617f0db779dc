ALTER OPERATOR CLASS backwards USING btree RENAME TO forwards;
