CREATE SCHEMA "odd.x";
CREATE TYPE "odd.x".pair AS (a integer, b text);
CREATE TYPE single AS (a integer);
CREATE TABLE typed OF "odd.x".pair (b WITH OPTIONS NOT NULL DEFAULT 'x');
CREATE TABLE one OF single;
CREATE TABLE free (a integer);
