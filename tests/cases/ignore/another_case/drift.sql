CREATE TABLE "TMP_four" ();
