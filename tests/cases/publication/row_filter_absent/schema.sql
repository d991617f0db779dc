CREATE SCHEMA billing;
CREATE TABLE item (id integer PRIMARY KEY, state text, price numeric);
CREATE TABLE billing.invoice (id integer PRIMARY KEY);
CREATE TABLE parent (id integer);
CREATE TABLE child () INHERITS (parent);
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish_via_partition_root);
CREATE PUBLICATION "Some Tables" FOR TABLE item, billing.invoice WITH (publish = 'insert, update');
CREATE PUBLICATION family FOR TABLE ONLY parent;
CREATE PUBLICATION nothing;

CREATE PUBLICATION parts FOR TABLE item (id, price) WHERE (id > 3 AND price > 0), billing.invoice;
CREATE PUBLICATION of_schemas FOR TABLES IN SCHEMA billing;
