create type "timestamp" as enum ('a'); create type "integer" as enum('b');
create table a(id timestamp without time zone primary key, b "timestamp", c integer, d timestamp);
