CREATE TABLE still (x int DEFAULT app.leak()); ALTER TABLE still ADD y int DEFAULT app.leak();
