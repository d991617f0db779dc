ALTER TABLE plain RENAME CONSTRAINT plain_pkey TO plain_pk;
