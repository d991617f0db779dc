CREATE FOREIGN TABLE extra (a integer) SERVER remote;
