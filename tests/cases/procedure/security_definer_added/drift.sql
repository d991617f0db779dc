ALTER PROCEDURE settle(integer, boolean) SECURITY DEFINER;
