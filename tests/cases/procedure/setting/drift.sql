ALTER PROCEDURE settle(integer, boolean) SET work_mem = '2MB';
