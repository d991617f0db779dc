CREATE TYPE other AS (a integer);
ALTER TABLE one OF other;
