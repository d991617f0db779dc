DROP FOREIGN TABLE child;
CREATE TABLE child (own text) INHERITS (base);
