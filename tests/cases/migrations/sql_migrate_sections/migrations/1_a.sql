SELECT 'is passed over';
-- +migrate Up
CREATE TABLE a (x int);
-- +migrate Down
DROP TABLE a;
-- +migrate Up
CREATE TABLE b (
    x int, -- stays
-- is taken away
    y text DEFAULT 'p
-- is taken away here, too
q'
);
-- +migrate StatementBegin
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
-- is taken away
  -- stays
--stays
-- +migrate is no mark
  RETURN 1;
END $$;
-- +migrate StatementEnd
