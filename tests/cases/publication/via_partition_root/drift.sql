ALTER PUBLICATION everything SET (publish_via_partition_root = false);
