ALTER TABLE t ALTER j TYPE "integer", ALTER q TYPE timestamp with time zone USING NULL;
