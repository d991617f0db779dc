ALTER SUBSCRIPTION plain SET (origin = none);
