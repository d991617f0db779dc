DROP SCHEMA "odd.Name 'x'";
