DROP TABLE heir;
CREATE TABLE heir (d integer) INHERITS (other, plain);
