\set long 'a much longer text'
CREATE TABLE t (x text);

SELECT :'long',
       nothing
FROM t;
