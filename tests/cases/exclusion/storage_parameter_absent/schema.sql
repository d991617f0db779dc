CREATE TABLE room (
    r int4range, during tsrange, taken boolean,
    CONSTRAINT room_excl EXCLUDE USING gist (during WITH &&, r WITH =) WITH (fillfactor = 70) WHERE (taken) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT room_plain_excl EXCLUDE USING gist (during WITH &&)
);
