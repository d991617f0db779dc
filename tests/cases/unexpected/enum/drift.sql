CREATE TYPE extra AS ENUM ('a');
