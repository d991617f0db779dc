CREATE FUNCTION other() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE OR REPLACE LANGUAGE own HANDLER other INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
