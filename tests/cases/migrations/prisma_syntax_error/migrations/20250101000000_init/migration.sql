CREATE TABLE a (x int);
CREATE TABLE "été" (
  x int,
  y int not nul
);
CREATE TABLE b (x int);
