\i gone.sql
