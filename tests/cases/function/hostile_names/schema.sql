CREATE SCHEMA "a.b";
CREATE TYPE "a.b"."My Type" AS ENUM ('x');
CREATE FUNCTION "a.b"."we(ird.""f"("the ""arg" "a.b"."My Type", "Order" "a.b"."My Type"[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION "select"() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION "Upper case"() RETURNS integer LANGUAGE sql AS 'SELECT 1';
