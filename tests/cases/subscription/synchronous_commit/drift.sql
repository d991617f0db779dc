ALTER SUBSCRIPTION tuned SET (synchronous_commit = on);
