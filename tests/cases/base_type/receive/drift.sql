CREATE FUNCTION also_recv(internal) RETURNS num LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
ALTER TYPE num SET (RECEIVE = also_recv);
