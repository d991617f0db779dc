ALTER TABLE item ALTER plain TYPE varchar(20);
