DROP TABLE tuned;
