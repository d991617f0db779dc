CREATE TABLE app.extra ();
CREATE VIEW app.v AS SELECT 1 AS a;
CREATE EVENT TRIGGER extra ON ddl_command_end EXECUTE FUNCTION elsewhere.e();
