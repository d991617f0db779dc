CREATE TABLE ${table} (x int);
SELECT '${table}',
  nothing FROM ${table};
