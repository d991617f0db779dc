ALTER TABLE item ALTER s TYPE varchar(40);
ALTER TABLE item ALTER s TYPE varchar(20);
