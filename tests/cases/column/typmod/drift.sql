ALTER TABLE item ALTER code TYPE varchar(21);
