SELECT count(*) FROM a;
