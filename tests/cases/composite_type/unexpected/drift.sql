CREATE TYPE more AS (a integer);
