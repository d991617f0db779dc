CREATE TYPE "OrderState" AS ENUM ('open', 'DONE');
CREATE TABLE item (
    a text NOT NULL DEFAULT 'x', b integer DEFAULT (1 + 1), c "OrderState" NOT NULL DEFAULT 'open', d boolean DEFAULT TRUE,
    e timestamp(3) DEFAULT CURRENT_TIMESTAMP, f text[] DEFAULT '{}', g text[] DEFAULT ARRAY[]::text[], h numeric DEFAULT -1.50,
    i jsonb DEFAULT '{}', j text COLLATE "C" DEFAULT NULL, k uuid DEFAULT gen_random_uuid(), l "OrderState"[] DEFAULT '{open}',
    m interval DEFAULT interval '1 day', n varchar(3) DEFAULT 'ab', o integer DEFAULT '7', p date DEFAULT now(), q bytea DEFAULT '\x00',
    r float8 DEFAULT 0.1, s text DEFAULT U&'\0041', t text DEFAULT $$it's$$, u bigint DEFAULT 9223372036854775807
);
