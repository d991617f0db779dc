ALTER TABLE child DROP CONSTRAINT child_c_fkey;
ALTER TABLE child ADD CONSTRAINT child_c_fkey UNIQUE (c);
