DROP INDEX event_kind;
CREATE INDEX event_kind ON ONLY event (kind);
