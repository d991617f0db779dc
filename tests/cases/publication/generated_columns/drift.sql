ALTER PUBLICATION generated SET (publish_generated_columns = none);
