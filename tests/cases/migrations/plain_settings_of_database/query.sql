SELECT c.relname, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE c.relname IN ('here', 'here_too', 'still') ORDER BY 1
