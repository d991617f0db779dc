CREATE TEMP TABLE here_too (x int);
CREATE FUNCTION app.leak() RETURNS int LANGUAGE plpgsql AS $$ BEGIN SET search_path = public; RETURN 1; END $$;
