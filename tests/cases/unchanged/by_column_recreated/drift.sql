ALTER TABLE item DROP f, DROP iv;
ALTER TABLE item ADD iv interval DEFAULT '1 mon 2 days 03:00:00', ADD f float8 DEFAULT 0.1;
