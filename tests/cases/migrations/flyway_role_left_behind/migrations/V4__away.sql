CREATE TABLE u (a integer);
ALTER TABLE t OWNER TO CURRENT_USER;
DROP OWNED BY flyway_case_owner;
DROP ROLE flyway_case_owner;
