CREATE TABLE item (id bigint NOT NULL);
