ALTER PROCEDURE settle(integer, boolean) RESET work_mem;
