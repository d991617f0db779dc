DROP INDEX totals_total_idx;
