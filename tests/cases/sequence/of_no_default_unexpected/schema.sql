CREATE TABLE item (id serial, code bigint, other bigint);
