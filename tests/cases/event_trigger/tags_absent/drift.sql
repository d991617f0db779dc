DROP EVENT TRIGGER tagged;
CREATE EVENT TRIGGER tagged ON ddl_command_end EXECUTE FUNCTION apart."Noted"();
