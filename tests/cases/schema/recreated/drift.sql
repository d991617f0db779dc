DROP SCHEMA billing;
CREATE SCHEMA billing;
COMMENT ON SCHEMA billing IS 'money';
