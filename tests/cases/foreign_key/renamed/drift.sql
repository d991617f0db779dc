ALTER TABLE child RENAME CONSTRAINT child_c_fkey TO child_c_fk;
