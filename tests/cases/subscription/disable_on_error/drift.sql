ALTER SUBSCRIPTION plain SET (disable_on_error = true);
