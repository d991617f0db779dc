CREATE LANGUAGE own HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE TRUSTED LANGUAGE safe HANDLER plpgsql_call_handler;
CREATE ACCESS METHOD heaps TYPE TABLE HANDLER heap_tableam_handler;
CREATE ACCESS METHOD trees TYPE INDEX HANDLER bthandler;
