ALTER USER MAPPING FOR case_reader SERVER remote OPTIONS (DROP password_required);
