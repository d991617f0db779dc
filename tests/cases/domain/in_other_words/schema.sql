CREATE SCHEMA billing;
CREATE DOMAIN positive AS integer CHECK (VALUE > 0) NOT NULL;
CREATE DOMAIN billing.kind AS varchar(20) CHECK (VALUE IN ('a', 'b'));
CREATE DOMAIN billing.over AS positive DEFAULT 3 CHECK (VALUE < 100);
CREATE DOMAIN late AS text CHECK (VALUE <> 'y');
ALTER DOMAIN late ADD CHECK (VALUE <> '') NOT VALID;
CREATE DOMAIN many AS integer[][] DEFAULT '{}';
