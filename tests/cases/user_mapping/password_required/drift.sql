ALTER USER MAPPING FOR case_reader SERVER remote OPTIONS (SET password_required 'true');
