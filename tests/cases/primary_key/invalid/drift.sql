UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'plain_pkey'::regclass;
