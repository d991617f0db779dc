CREATE DOMAIN "Positive" AS integer;
CREATE DOMAIN undescribed AS integer;
CREATE TYPE "Pair" AS (a integer, b "Positive");
CREATE TYPE "Span" AS RANGE (SUBTYPE = integer);
CREATE TABLE item (a "Positive" NOT NULL, b "Pair", c "Span"[], d undescribed);
