DROP USER MAPPING FOR case_reader SERVER remote;
CREATE USER MAPPING FOR PUBLIC SERVER remote OPTIONS (user 'bob', password 'geheim', password_required 'false');
