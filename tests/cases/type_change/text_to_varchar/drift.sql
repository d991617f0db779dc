ALTER TABLE item ALTER s TYPE varchar(20);
