DROP RULE "in""to" ON short;
