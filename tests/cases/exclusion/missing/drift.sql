ALTER TABLE room DROP CONSTRAINT room_plain_excl;
