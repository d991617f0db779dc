CREATE TABLE t (a integer);

/* owned by
   ${owner} */
