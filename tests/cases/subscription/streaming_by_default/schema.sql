CREATE SUBSCRIPTION sub CONNECTION 'dbname=elsewhere' PUBLICATION a WITH (connect = false, streaming = parallel);
CREATE SUBSCRIPTION other CONNECTION 'dbname=elsewhere' PUBLICATION a WITH (connect = false);
