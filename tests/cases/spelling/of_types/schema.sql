CREATE TABLE item (
    a integer, b bigint, c smallint, d character varying(20), e character(3), f numeric(10,2), g boolean,
    h timestamp(3) without time zone, i timestamp with time zone, j time without time zone, k double precision,
    l real, m bit varying(5), n text[], o integer[], p "char", q character(1), r interval(3), s numeric, t date[],
    u character varying, v time with time zone, w name, x bit(1)
);
