COMMENT ON COLUMN event_2026.kind IS 'what happened';
