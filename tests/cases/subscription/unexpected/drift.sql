CREATE SUBSCRIPTION extra CONNECTION 'dbname=x' PUBLICATION a WITH (connect = false, slot_name = NONE);
