CREATE TABLE item (id serial, code bigint, other bigint);
CREATE SEQUENCE codes OWNED BY item.code;
