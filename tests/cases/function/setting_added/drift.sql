ALTER FUNCTION add(integer, numeric) SET enable_seqscan = off;
