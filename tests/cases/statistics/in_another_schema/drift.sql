ALTER STATISTICS both_kinds SET SCHEMA "odd.x";
