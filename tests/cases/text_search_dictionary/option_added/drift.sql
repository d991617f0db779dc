ALTER TEXT SEARCH DICTIONARY plain (Accept = false);
