DROP TRIGGER short_insert ON short;
