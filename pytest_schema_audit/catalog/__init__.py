"""Reading the catalog: one query per kind of object, rows to frozen values."""
