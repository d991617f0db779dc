CREATE PROCEDURE extra(a integer) LANGUAGE sql AS '';
