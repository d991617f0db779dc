ALTER TABLE tuned RESET (autovacuum_enabled);
ALTER TABLE tuned SET (autovacuum_enabled = 'no');
