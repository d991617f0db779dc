COMMENT ON INDEX event_2026_kind_idx IS 'by kind';
