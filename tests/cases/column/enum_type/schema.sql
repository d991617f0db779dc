CREATE TYPE "Mood" AS ENUM ('sad', 'ok');
CREATE TYPE other AS ENUM ('sad', 'ok');
CREATE TABLE item (mood "Mood" NOT NULL DEFAULT 'sad');
