CREATE TABLE item ("Id" integer, CONSTRAINT item_pkey PRIMARY KEY ("Id"));
