ALTER SUBSCRIPTION plain SET (streaming = on);
