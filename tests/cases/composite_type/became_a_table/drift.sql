DROP TYPE pair;
CREATE TABLE pair (a integer, "B" text COLLATE "C", c numeric(10,2)[]);
