CREATE ROLE case_reader;
CREATE FUNCTION checked(text[], oid) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION other_check(text[], oid) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FOREIGN DATA WRAPPER plain;
CREATE FOREIGN DATA WRAPPER "W 2" VALIDATOR checked OPTIONS (b 'x', a 'y''z');
CREATE SERVER remote TYPE 'pg' VERSION '16' FOREIGN DATA WRAPPER "W 2"
    OPTIONS (host 'far', password 'geheim', dbname E'd\\b');
CREATE SERVER bare FOREIGN DATA WRAPPER plain;
CREATE USER MAPPING FOR PUBLIC SERVER bare;
CREATE USER MAPPING FOR case_reader SERVER remote
    OPTIONS (user 'bob', password 'geheim', password_required 'false');
COMMENT ON SERVER bare IS 'near';
COMMENT ON FOREIGN DATA WRAPPER plain IS 'of no use';
