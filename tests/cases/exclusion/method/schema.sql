CREATE TABLE item (a integer, CONSTRAINT item_excl EXCLUDE USING btree (a WITH =));
