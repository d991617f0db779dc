CREATE SUBSCRIPTION usual CONNECTION 'dbname=elsewhere' PUBLICATION a
    WITH (connect = false, slot_name = 'usual');
CREATE SUBSCRIPTION still CONNECTION 'dbname=elsewhere' PUBLICATION a WITH (connect = false, streaming = off);
CREATE SUBSCRIPTION parts CONNECTION 'dbname=elsewhere' PUBLICATION a, "B b"
    WITH (connect = false, enabled = false, create_slot = false, copy_data = false, slot_name = 'of_parts', binary);
CREATE SUBSCRIPTION none CONNECTION 'dbname=elsewhere' PUBLICATION a
    WITH (connect = false, slot_name = NONE, enabled = false);
