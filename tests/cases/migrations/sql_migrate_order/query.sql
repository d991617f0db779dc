SELECT id FROM gorp_migrations ORDER BY applied_at;
