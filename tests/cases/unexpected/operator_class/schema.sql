CREATE TABLE item (a integer, b integer);
CREATE OPERATOR FAMILY present USING btree;
