CREATE TABLE item (price numeric(10,2));
