ALTER TABLE plain DROP CONSTRAINT plain_pkey;
ALTER TABLE plain ADD CONSTRAINT plain_pkey PRIMARY KEY (id) WITH (fillfactor = 50);
