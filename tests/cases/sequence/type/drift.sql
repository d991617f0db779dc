ALTER SEQUENCE plain AS integer;
