SELECT id, applied_at IS NOT NULL FROM gorp_migrations ORDER BY applied_at;
