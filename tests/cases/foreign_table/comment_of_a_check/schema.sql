CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER there FOREIGN DATA WRAPPER far;
CREATE FOREIGN TABLE item (id integer, note text, CONSTRAINT positive CHECK (id > 0)) SERVER there;
COMMENT ON CONSTRAINT positive ON item IS 'from one on';
