CREATE LANGUAGE extra HANDLER plpgsql_call_handler;
