-- +goose Up
-- a comment
CREATE TABLE a (
  x int -- the; number
);
INSERT INTO a VALUES (1), (2); -- two

-- +goose StatementBegin
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END;
$$;
-- +goose StatementEnd
  -- the end
  
-- +goose Down
DROP FUNCTION f;
DROP TABLE a;
