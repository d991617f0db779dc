CREATE DOMAIN code AS varchar(5) DEFAULT 'x';
CREATE DOMAIN plain AS varchar(5);
CREATE TABLE t (
    a varchar(5), b varchar(5) DEFAULT NULL, c numeric(3,1)[] DEFAULT NULL, d text DEFAULT NULL, e code DEFAULT NULL,
    f plain DEFAULT NULL, g timestamp(3) DEFAULT NULL::timestamp, h varchar(5) DEFAULT concat(NULL::text, 'a')
);
CREATE TABLE u (b varchar(5) DEFAULT NULL) INHERITS (t);
ALTER TABLE u ALTER a SET DEFAULT NULL;
