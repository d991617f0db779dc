ALTER SUBSCRIPTION plain SET (run_as_owner = true);
