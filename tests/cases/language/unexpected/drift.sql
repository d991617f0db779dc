CREATE LANGUAGE more HANDLER plpgsql_call_handler;
