-- migrate:up
SELECT set_config('search_path', '', false);
CREATE TABLE public.a (x int);
-- migrate:down
