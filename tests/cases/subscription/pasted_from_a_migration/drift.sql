ALTER SUBSCRIPTION usual SET (slot_name = 'other');
ALTER SUBSCRIPTION parts SET (slot_name = 'parts');
