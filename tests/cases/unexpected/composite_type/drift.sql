CREATE TYPE extra AS (a integer);
