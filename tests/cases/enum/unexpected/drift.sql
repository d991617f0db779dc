CREATE TYPE extra AS ENUM ('x');
