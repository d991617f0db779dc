CREATE TYPE pair AS (a integer, "B" text COLLATE "C", c numeric(10,2)[]);
CREATE TYPE nothing AS ();
CREATE SCHEMA billing;
CREATE DOMAIN billing.amount AS numeric;
CREATE TYPE billing.line AS (n int8, of pair, worth billing.amount);
