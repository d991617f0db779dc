ALTER DOMAIN positive RENAME TO above_zero;
