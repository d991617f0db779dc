ALTER STATISTICS both_kinds RENAME TO two_kinds;
