DROP TRIGGER kept ON item;
