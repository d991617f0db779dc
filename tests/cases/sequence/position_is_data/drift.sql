SELECT nextval('plain'), setval('tuned', 100), nextval('item_id_seq');
