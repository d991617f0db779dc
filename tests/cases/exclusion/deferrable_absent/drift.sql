ALTER TABLE room DROP CONSTRAINT room_excl;
ALTER TABLE room ADD CONSTRAINT room_excl EXCLUDE USING gist (during WITH &&, r WITH =) WITH (fillfactor = 70) WHERE (taken);
