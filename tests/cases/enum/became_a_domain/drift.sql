DROP TYPE mood;
CREATE DOMAIN mood AS text;
