CREATE DOMAIN more AS text;
