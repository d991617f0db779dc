CREATE DOMAIN positive AS integer NOT NULL;
CREATE TABLE item (a positive);
