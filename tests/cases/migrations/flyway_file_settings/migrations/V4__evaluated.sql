ALTER TABLE t ADD c integer;
