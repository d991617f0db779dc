DROP RULE logged ON item;
