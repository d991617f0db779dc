CREATE SCHEMA app;
CREATE TYPE "Mood" AS ENUM ('a');
CREATE TYPE app."Mood" AS ENUM ('a');
CREATE TYPE mood AS ENUM ('a');
CREATE TABLE item (a "Mood", b app."Mood", c mood, d "Mood"[], e app."Mood"[] DEFAULT '{a}');
