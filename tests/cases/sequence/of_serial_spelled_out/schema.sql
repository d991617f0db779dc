CREATE TABLE "Item" (id serial, "No" bigserial);
