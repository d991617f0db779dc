CREATE TABLE child (id integer PRIMARY KEY, parent integer, CONSTRAINT child_fkey FOREIGN KEY (parent) REFERENCES child);
