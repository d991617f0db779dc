DROP RULE short_delete ON short;
