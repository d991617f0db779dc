CREATE TABLE a (x int);

DO $$
BEGIN
  INSERT INTO a VALUES ('no number');
END
$$;
