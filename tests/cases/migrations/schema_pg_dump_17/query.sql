SELECT 'relation', n.nspname || '.' || c.relname || ' ' || c.relkind::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'Side')
UNION ALL SELECT 'row', md5(t::text) FROM public."Mixed Case" t
UNION ALL SELECT 'child', c::text FROM "Side".child c
UNION ALL SELECT 'part', p::text FROM public.parted_2024 p
UNION ALL SELECT 'matview', m::text FROM public.m
UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'rule', rulename FROM pg_rewrite WHERE rulename = 'r'
UNION ALL SELECT 'comment', obj_description('public."Mixed Case"'::regclass, 'pg_class')
UNION ALL SELECT 'sequence', last_value::text FROM "Side".child_n_seq
ORDER BY 1, 2;
