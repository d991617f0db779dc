CREATE SUBSCRIPTION plain CONNECTION 'dbname=elsewhere password=secret' PUBLICATION a, "B b"
    WITH (connect = false, slot_name = NONE, enabled = false);
CREATE SUBSCRIPTION tuned CONNECTION 'dbname=elsewhere' PUBLICATION a
    WITH (connect = false, slot_name = NONE, enabled = false, binary, synchronous_commit = 'local');
