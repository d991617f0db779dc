ALTER FUNCTION add(integer, numeric) RESET work_mem;
