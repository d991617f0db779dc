CREATE TABLE "item" ("id" integer, "Id" integer, CONSTRAINT item_check CHECK ("id" > 0 AND ID < 5 AND "Id" > 1));
