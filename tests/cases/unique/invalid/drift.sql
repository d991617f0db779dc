UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'item_d_key'::regclass;
