ALTER TABLE item DROP code CASCADE, DROP parent_id;
