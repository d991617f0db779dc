DROP USER MAPPING FOR case_reader SERVER remote;
