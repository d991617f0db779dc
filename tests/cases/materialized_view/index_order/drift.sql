DROP INDEX totals_total_idx;
CREATE INDEX totals_total_idx ON totals (total) WHERE total > 1;
