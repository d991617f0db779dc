ALTER INDEX item_tags SET (fastupdate = true, gin_pending_list_limit = 100);
ALTER INDEX item_id SET (fillfactor = 80, deduplicate_items = off);
ALTER INDEX item_at SET (pages_per_range = 64);
