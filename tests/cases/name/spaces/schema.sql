CREATE TYPE " a  b E" AS ENUM (' a  b ');
CREATE TABLE " a  b " (
    " a  b " integer, kind " a  b E" DEFAULT ' a  b ', n integer,
    CONSTRAINT " a  b P" PRIMARY KEY (" a  b "),
    CONSTRAINT " a  b U" UNIQUE (kind),
    CONSTRAINT " a  b F" FOREIGN KEY (" a  b ") REFERENCES " a  b " (" a  b "),
    CONSTRAINT " a  b C" CHECK (" a  b " > 0)
);
CREATE INDEX " a  b I" ON " a  b " (" a  b " DESC);
INSERT INTO " a  b " VALUES (1);
