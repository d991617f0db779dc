CREATE EXTENSION citext;
CREATE DOMAIN "posInt" AS integer CHECK (VALUE > 0);
CREATE TYPE pair AS (a integer, b text);
CREATE TABLE item (a "posInt" DEFAULT 1, b pair, c citext NOT NULL, CONSTRAINT item_check CHECK ((b).a > 0 AND c = 'X'));
