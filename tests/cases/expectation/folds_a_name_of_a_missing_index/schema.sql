CREATE TABLE item (id integer, "dueDate" date);
