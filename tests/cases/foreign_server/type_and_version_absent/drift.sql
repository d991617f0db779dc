DROP SERVER remote CASCADE;
CREATE SERVER remote FOREIGN DATA WRAPPER "W 2" OPTIONS (host 'far', password 'geheim', dbname E'd\\b');
CREATE USER MAPPING FOR case_reader SERVER remote
    OPTIONS (user 'bob', password 'geheim', password_required 'false');
