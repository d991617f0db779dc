--
-- PostgreSQL database dump
--

\restrict 4OnGWRqwcxzp8X60ewTZZTNgGiQ0eV8OWMy5N8O17Z6mIWdDxasxIavc4z96bH4

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: Side; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA "Side";


--
-- Name: mood; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.mood AS ENUM (
    'sad',
    'it''s; ok'
);


--
-- Name: positive; Type: DOMAIN; Schema: public; Owner: -
--

CREATE DOMAIN public.positive AS integer
	CONSTRAINT positive_check CHECK ((VALUE > 0));


--
-- Name: plain(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.plain() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.amount := 1; RETURN NEW; END; $$;


--
-- Name: standard(integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.standard(x integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (x > 0) THEN 1
             ELSE 2
         END AS "case";
 SELECT x AS x;
END;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: child; Type: TABLE; Schema: Side; Owner: -
--

CREATE TABLE "Side".child (
    parent bigint,
    n integer NOT NULL
);


--
-- Name: child_n_seq; Type: SEQUENCE; Schema: Side; Owner: -
--

CREATE SEQUENCE "Side".child_n_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: child_n_seq; Type: SEQUENCE OWNED BY; Schema: Side; Owner: -
--

ALTER SEQUENCE "Side".child_n_seq OWNED BY "Side".child.n;


--
-- Name: Mixed Case; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public."Mixed Case" (
    id bigint NOT NULL,
    text text DEFAULT 'a;b'::text,
    feeling public.mood DEFAULT 'sad'::public.mood,
    amount public.positive,
    twice integer GENERATED ALWAYS AS (((amount)::integer * 2)) STORED,
    made timestamp(3) without time zone DEFAULT '2024-01-01 00:00:00'::timestamp without time zone
);


--
-- Name: TABLE "Mixed Case"; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public."Mixed Case" IS 'A comment; with
lines';


--
-- Name: Mixed Case_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public."Mixed Case" ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public."Mixed Case_id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: m; Type: MATERIALIZED VIEW; Schema: public; Owner: -
--

CREATE MATERIALIZED VIEW public.m AS
 SELECT count(*) AS n
   FROM public."Mixed Case"
  WITH NO DATA;


--
-- Name: parted; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.parted (
    d date,
    x integer
)
PARTITION BY RANGE (d);


--
-- Name: parted_2024; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.parted_2024 (
    d date,
    x integer
);


--
-- Name: v; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.v AS
 SELECT (text || ';'::text) AS t
   FROM public."Mixed Case";


--
-- Name: parted_2024; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.parted ATTACH PARTITION public.parted_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');


--
-- Name: child n; Type: DEFAULT; Schema: Side; Owner: -
--

ALTER TABLE ONLY "Side".child ALTER COLUMN n SET DEFAULT nextval('"Side".child_n_seq'::regclass);


--
-- Data for Name: child; Type: TABLE DATA; Schema: Side; Owner: -
--

COPY "Side".child (parent, n) FROM stdin;
1	1
2	2
\.


--
-- Data for Name: Mixed Case; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public."Mixed Case" (id, text, feeling, amount, made) FROM stdin;
1	tab\t; newline\n; back\\slash	sad	1	2024-01-01 00:00:00
2	\N	sad	2	2024-01-01 00:00:00
3	\\.	sad	3	2024-01-01 00:00:00
4	it's $$ -- ; /*	sad	4	2024-01-01 00:00:00
\.


--
-- Data for Name: parted_2024; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.parted_2024 (d, x) FROM stdin;
2024-05-05	5
\.


--
-- Name: child_n_seq; Type: SEQUENCE SET; Schema: Side; Owner: -
--

SELECT pg_catalog.setval('"Side".child_n_seq', 2, true);


--
-- Name: Mixed Case_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public."Mixed Case_id_seq"', 4, true);


--
-- Name: Mixed Case Mixed Case_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."Mixed Case"
    ADD CONSTRAINT "Mixed Case_pkey" PRIMARY KEY (id);


--
-- Name: child_n; Type: INDEX; Schema: Side; Owner: -
--

CREATE UNIQUE INDEX child_n ON "Side".child USING btree (n DESC NULLS LAST) WHERE (n > 0);


--
-- Name: st; Type: STATISTICS; Schema: public; Owner: -
--

CREATE STATISTICS public.st ON id, amount FROM public."Mixed Case";


--
-- Name: v r; Type: RULE; Schema: public; Owner: -
--

CREATE RULE r AS
    ON UPDATE TO public.v DO INSTEAD ( SELECT 1 AS "?column?";
 SELECT 2 AS "?column?";
);


--
-- Name: Mixed Case g; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER g BEFORE INSERT ON public."Mixed Case" FOR EACH ROW EXECUTE FUNCTION public.plain();


--
-- Name: child child_parent_fkey; Type: FK CONSTRAINT; Schema: Side; Owner: -
--

ALTER TABLE ONLY "Side".child
    ADD CONSTRAINT child_parent_fkey FOREIGN KEY (parent) REFERENCES public."Mixed Case"(id) ON DELETE CASCADE;


--
-- Name: m; Type: MATERIALIZED VIEW DATA; Schema: public; Owner: -
--

REFRESH MATERIALIZED VIEW public.m;


--
-- PostgreSQL database dump complete
--

\unrestrict 4OnGWRqwcxzp8X60ewTZZTNgGiQ0eV8OWMy5N8O17Z6mIWdDxasxIavc4z96bH4

