\set ON_ERROR_STOP off
\set ON_ERROR_ROLLBACK on
CREATE TABLE kept (a integer);
CREATE TABLE kept (a integer);
BEGIN;
CREATE TABLE kept (a integer);
CREATE TABLE never (a integer);
COMMIT;
