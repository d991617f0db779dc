CREATE TABLE item (a bit(3), b interval hour to second(3), c char(3), d time(2) with time zone);
