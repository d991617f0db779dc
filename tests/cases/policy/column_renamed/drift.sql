ALTER TABLE item RENAME owner TO holder;
