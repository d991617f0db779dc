CREATE EXTENSION citext;
CREATE TABLE customer (id integer, email citext);
CREATE INDEX customer_email_idx ON customer (email);
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER customer_noted BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION noted();
CREATE MATERIALIZED VIEW emails AS SELECT email FROM customer;
