CREATE UNLOGGED TABLE item (id serial);
