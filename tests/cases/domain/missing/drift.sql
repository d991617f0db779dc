ALTER TABLE item ALTER b TYPE varchar(80);
DROP DOMAIN email;
