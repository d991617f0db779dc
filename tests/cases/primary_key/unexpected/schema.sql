CREATE TABLE bare (id integer NOT NULL);
