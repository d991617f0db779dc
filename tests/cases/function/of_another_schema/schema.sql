CREATE SCHEMA billing;
CREATE TYPE billing.state AS ENUM ('x');
CREATE FUNCTION billing.f(billing.state, integer) RETURNS billing.state LANGUAGE sql AS 'SELECT $1';
