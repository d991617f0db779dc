INSERT INTO parent (code) VALUES ('a');
INSERT INTO item (parent_id) VALUES (1);
SELECT nextval('parent_id_seq');
TRUNCATE item;
