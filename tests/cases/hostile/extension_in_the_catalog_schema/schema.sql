CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION pg_trgm SCHEMA ext;
CREATE TABLE item (c ext.citext);
CREATE INDEX item_idx ON item USING gin ((c::text) ext.gin_trgm_ops);
