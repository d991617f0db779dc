CREATE OR REPLACE PROCEDURE settle(n integer, INOUT done boolean DEFAULT false) LANGUAGE sql SET work_mem = '1MB' AS 'SELECT true';
