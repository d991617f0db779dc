CREATE TABLE tmp_keep_this ();
