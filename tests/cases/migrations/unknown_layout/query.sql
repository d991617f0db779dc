SELECT c.relkind::text, c.oid::regclass::text
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i', 'v')
ORDER BY c.oid::regclass::text COLLATE "C", 1;
