DROP TYPE shell;
CREATE TYPE shell AS (a integer);
