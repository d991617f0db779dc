ALTER INDEX event_2026_pkey SET (fillfactor = 100);
