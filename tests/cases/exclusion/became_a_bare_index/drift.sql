ALTER TABLE room DROP CONSTRAINT room_plain_excl;
CREATE INDEX room_plain_excl ON room USING gist (during);
