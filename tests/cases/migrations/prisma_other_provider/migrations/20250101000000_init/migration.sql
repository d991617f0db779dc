CREATE TABLE `A` (x int);
