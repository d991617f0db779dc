ALTER SUBSCRIPTION tuned SET (binary = false);
