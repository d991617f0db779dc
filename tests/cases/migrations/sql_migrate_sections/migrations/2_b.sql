-- +migrate Up
-- +migrate StatementBegin
CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 2;
END $$;
-- +migrate StatementEnd
