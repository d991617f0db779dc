SET ROLE flyway_case_owner;
SET search_path = nowhere;
CREATE TABLE public.t (a integer);
