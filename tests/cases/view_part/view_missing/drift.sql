DROP VIEW short;
