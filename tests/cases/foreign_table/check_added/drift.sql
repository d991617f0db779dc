ALTER FOREIGN TABLE child ADD CONSTRAINT child_own CHECK (own <> '');
