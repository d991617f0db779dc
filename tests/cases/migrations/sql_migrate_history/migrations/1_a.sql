-- +migrate Up
CREATE TABLE a (x int);
-- +migrate StatementBegin
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END $$;
-- +migrate StatementEnd
-- +migrate Down
DROP TABLE a;
