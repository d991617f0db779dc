CREATE TABLE item (
    id int4range, valid_at daterange, at daterange,
    CONSTRAINT item_pkey PRIMARY KEY (id, valid_at WITHOUT OVERLAPS),
    CONSTRAINT item_key UNIQUE (id, at WITHOUT OVERLAPS)
);
CREATE TABLE part (
    item_id int4range, valid_at daterange, other daterange,
    CONSTRAINT part_fkey FOREIGN KEY (item_id, PERIOD valid_at) REFERENCES item (id, PERIOD valid_at)
);
