CREATE TABLE one ();
/* TODO: later
CREATE TABLE two ();
