ALTER TABLE part DROP CONSTRAINT part_fkey;
ALTER TABLE part ADD CONSTRAINT part_fkey FOREIGN KEY (item_id, PERIOD other) REFERENCES item (id, PERIOD valid_at);
