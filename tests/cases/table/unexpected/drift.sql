CREATE TABLE extra (a integer PRIMARY KEY);
