CREATE TABLE customer (id integer, email text);
CREATE INDEX customer_email_idx ON customer (email);
CREATE VIEW listed AS SELECT id, email FROM customer;
