DROP TYPE pair;
CREATE TYPE pair AS ("B" text COLLATE "C", a integer, c numeric(10,2)[]);
