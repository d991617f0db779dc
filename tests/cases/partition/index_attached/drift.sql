CREATE INDEX event_2026_kind ON event_2026 (kind);
ALTER INDEX event_kind ATTACH PARTITION event_2026_kind;
