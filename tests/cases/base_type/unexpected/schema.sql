CREATE TYPE num;
CREATE FUNCTION num_in(cstring) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION num_out(num) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION num_recv(internal) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
CREATE FUNCTION num_send(num) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';
CREATE TYPE num (
    INPUT = num_in, OUTPUT = num_out, RECEIVE = num_recv, SEND = num_send, INTERNALLENGTH = 4, PASSEDBYVALUE,
    CATEGORY = 'N', DEFAULT = '7', DELIMITER = ';'
);
CREATE TYPE shell;
CREATE TABLE item (a num, b num[]);
