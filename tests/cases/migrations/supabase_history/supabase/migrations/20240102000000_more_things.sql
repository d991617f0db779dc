CREATE TABLE b (x int); -- last
