CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = snowball, Language = english, StopWords = english);
CREATE TEXT SEARCH CONFIGURATION simple_words (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION simple_words ADD MAPPING FOR asciiword, word WITH stem, simple;
ALTER TEXT SEARCH CONFIGURATION simple_words ADD MAPPING FOR int, uint WITH simple;
