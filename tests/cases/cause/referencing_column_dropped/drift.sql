ALTER TABLE item DROP parent_id;
