ALTER SUBSCRIPTION tuned SET (slot_name = 'slot');
