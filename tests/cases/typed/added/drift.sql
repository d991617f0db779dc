ALTER TABLE free OF single;
