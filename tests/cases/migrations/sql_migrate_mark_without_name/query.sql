SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'i') AND c.oid > 16383 AND c.relnamespace <> 'pg_toast'::regnamespace ORDER BY c.oid::regclass::text COLLATE "C";
