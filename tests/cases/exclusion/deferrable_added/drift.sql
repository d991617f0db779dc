ALTER TABLE room DROP CONSTRAINT room_plain_excl;
ALTER TABLE room ADD CONSTRAINT room_plain_excl EXCLUDE USING gist (during WITH &&) DEFERRABLE;
