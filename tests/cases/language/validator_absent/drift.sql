CREATE OR REPLACE LANGUAGE own HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
