DROP VIEW report_a;
DROP INDEX tmp_idx;
