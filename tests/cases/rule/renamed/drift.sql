ALTER RULE logged ON item RENAME TO noted;
