DROP SUBSCRIPTION plain;
CREATE SUBSCRIPTION plain CONNECTION 'dbname=elsewhere' PUBLICATION a, "B b"
    WITH (connect = false, slot_name = NONE, enabled = false, failover);
