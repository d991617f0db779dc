CREATE SCHEMA billing;
CREATE SCHEMA "odd.Name 'x'";
CREATE SCHEMA held;
CREATE TABLE held.item (id integer);
COMMENT ON SCHEMA billing IS 'money';
