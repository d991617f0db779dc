DROP EVENT TRIGGER plain;
CREATE EVENT TRIGGER plain ON ddl_command_start EXECUTE FUNCTION apart."Noted"();
