ALTER TABLE child DROP CONSTRAINT child_c_fkey;
