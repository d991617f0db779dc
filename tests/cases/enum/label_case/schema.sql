CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE "State" AS ENUM ('NO', 'on', '1e3', 'null', 'it''s', 'a b');
