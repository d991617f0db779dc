ALTER INDEX event_2026_kind_idx SET (fillfactor = 90);
