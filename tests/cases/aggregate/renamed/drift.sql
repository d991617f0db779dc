ALTER AGGREGATE total(integer) RENAME TO everything;
