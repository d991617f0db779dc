CREATE ROLE flyway_case_owner;
GRANT CREATE, USAGE ON SCHEMA public TO flyway_case_owner;
