CREATE TYPE mood AS ENUM ('a');
CREATE TABLE item (id integer, m mood);
