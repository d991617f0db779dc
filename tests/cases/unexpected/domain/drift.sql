CREATE DOMAIN extra AS text CHECK (VALUE <> '');
