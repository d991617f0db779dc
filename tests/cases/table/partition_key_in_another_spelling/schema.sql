CREATE TABLE event (at timestamp, name varchar(20)) PARTITION BY RANGE (date_trunc('day', at), lower(name));
CREATE TABLE other (at timestamp, name varchar(20)) PARTITION BY HASH (name COLLATE "C");
