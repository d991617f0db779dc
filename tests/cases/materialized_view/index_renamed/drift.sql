ALTER INDEX totals_total_idx RENAME TO totals_sum_idx;
