ALTER TABLE tuned SET (toast.autovacuum_enabled = true);
