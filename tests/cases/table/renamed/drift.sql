ALTER TABLE tuned RENAME TO tuned_up;
