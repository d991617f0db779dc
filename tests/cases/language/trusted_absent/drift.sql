CREATE OR REPLACE LANGUAGE safe HANDLER plpgsql_call_handler;
