-- What PostgreSQL 18 knows beside it.
CREATE TABLE shop.held (
    room int4range,
    at daterange,
    CONSTRAINT held_pkey PRIMARY KEY (room, at WITHOUT OVERLAPS)
);
CREATE TABLE shop.booking (
    room int4range,
    at daterange,
    CONSTRAINT booking_key UNIQUE (room, at WITHOUT OVERLAPS)
);
CREATE TABLE shop.shift (
    room int4range,
    at daterange,
    CONSTRAINT shift_key UNIQUE (room, at WITHOUT OVERLAPS),
    CONSTRAINT shift_fkey FOREIGN KEY (room, PERIOD at) REFERENCES shop.booking (room, PERIOD at)
);
