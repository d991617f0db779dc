CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
CREATE TABLE a (c citext);
CREATE INDEX a_idx ON a USING gin ((c::text) gin_trgm_ops);
