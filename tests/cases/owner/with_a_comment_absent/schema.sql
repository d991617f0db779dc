CREATE ROLE case_app;
CREATE TABLE item (id integer);
COMMENT ON TABLE item IS 'sold';
