\ir sub/part.psql
