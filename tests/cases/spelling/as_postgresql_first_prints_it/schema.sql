CREATE TABLE item (s character varying(20), CONSTRAINT item_check CHECK (((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))));
