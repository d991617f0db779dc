CREATE OR REPLACE FUNCTION pay(n integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    IF n > 0 THEN   
        RETURN n;
    END IF;
    RETURN 0;
END  

$$;
