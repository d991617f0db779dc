CREATE TYPE "Mood" AS ENUM ('a');
CREATE SCHEMA app;
CREATE TYPE app."Feeling" AS ENUM ('a');
CREATE TYPE app.state AS ENUM ('a');
CREATE TABLE item (mood "Mood", moods "Mood"[], state app.state, feeling app."Feeling");
