CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE log (
    a integer NOT NULL, at date NOT NULL, parent_id integer,
    CONSTRAINT log_pkey PRIMARY KEY (a, at),
    CONSTRAINT log_parent_fkey FOREIGN KEY (parent_id) REFERENCES parent,
    CONSTRAINT log_check CHECK (a > 0)
) PARTITION BY RANGE (at);
CREATE INDEX log_parent_idx ON log (parent_id);
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE log_2025 (at date NOT NULL, parent_id integer, a integer NOT NULL, CONSTRAINT log_check CHECK (a > 0));
ALTER TABLE log ATTACH PARTITION log_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE line (
    a integer, at date,
    CONSTRAINT line_fkey FOREIGN KEY (a, at) REFERENCES log
);
