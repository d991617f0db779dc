ALTER SUBSCRIPTION plain SET PUBLICATION a, c WITH (refresh = false);
