ALTER TABLE tuned RESET (fillfactor, toast.autovacuum_enabled);
