CREATE TABLE extra ();
