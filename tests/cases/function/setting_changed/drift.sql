ALTER FUNCTION add(integer, numeric) SET work_mem = '2MB';
