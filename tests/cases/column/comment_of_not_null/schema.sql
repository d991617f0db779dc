CREATE TABLE item (id integer CONSTRAINT known NOT NULL);
COMMENT ON CONSTRAINT known ON item IS 'always known';
