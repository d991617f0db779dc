CREATE TABLE item (id serial);
CREATE TABLE line (id bigserial);
