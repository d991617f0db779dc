CREATE TABLE event (at date NOT NULL, kind text, PRIMARY KEY (at)) PARTITION BY RANGE (at);
CREATE INDEX event_kind ON event (kind) WITH (fillfactor = 80);
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
ALTER INDEX event_2026_kind_idx SET (fillfactor = 100);
