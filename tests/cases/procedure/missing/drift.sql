DROP PROCEDURE settle(integer, boolean);
