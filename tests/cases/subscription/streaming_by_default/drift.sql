ALTER SUBSCRIPTION other SET (streaming = off);
