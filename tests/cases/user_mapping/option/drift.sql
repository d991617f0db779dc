ALTER USER MAPPING FOR case_reader SERVER remote OPTIONS (SET user 'eve');
