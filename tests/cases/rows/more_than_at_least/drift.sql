INSERT INTO app."Data" VALUES (1), (2);
