ALTER TABLE item CLUSTER ON item_state_key;
