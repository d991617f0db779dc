CREATE TABLE item (s smallserial, i serial NOT NULL, b bigserial, two serial2, eight serial8);
