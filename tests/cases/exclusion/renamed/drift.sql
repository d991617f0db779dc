ALTER TABLE room RENAME CONSTRAINT room_plain_excl TO room_excluded;
