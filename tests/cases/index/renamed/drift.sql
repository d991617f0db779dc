ALTER INDEX item_idx RENAME TO item_new_idx;
