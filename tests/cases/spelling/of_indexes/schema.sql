CREATE TABLE "Item" (id integer, "dueDate" date, t text, v varchar, j jsonb, "deletedAt" timestamp);
CREATE INDEX i_desc ON "Item" ("dueDate" DESC NULLS FIRST, id ASC NULLS LAST);
CREATE INDEX i_opclass ON "Item" (id int4_ops, t text_ops, v text_ops);
CREATE INDEX i_collation ON "Item" (t COLLATE "default");
CREATE INDEX i_partial ON "Item" (id) WHERE ("deletedAt" IS NULL AND t IN ('a', 'b') AND v = 'x');
CREATE INDEX i_expression ON "Item" (lower(t), (id + 1), COALESCE(v, ''), (j ->> 'a'));
CREATE INDEX i_gin ON "Item" USING gin (j);
CREATE INDEX i_with ON "Item" (id) WITH (fillfactor = 70, deduplicate_items = true);
CREATE UNIQUE INDEX i_unique ON "Item" (id);
