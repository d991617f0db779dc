DROP TEXT SEARCH CONFIGURATION simple_words;
DROP TEXT SEARCH DICTIONARY stem;
CREATE TEXT SEARCH DICTIONARY stem (StopWords = english, Language = english, TEMPLATE = snowball);
CREATE TEXT SEARCH CONFIGURATION simple_words (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION simple_words ADD MAPPING FOR asciiword, word WITH stem, simple;
ALTER TEXT SEARCH CONFIGURATION simple_words ADD MAPPING FOR int, uint WITH simple;
