UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'item_e_idx'::regclass;
