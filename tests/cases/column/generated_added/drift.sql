ALTER TABLE item DROP plain; ALTER TABLE item ADD plain text GENERATED ALWAYS AS ('a' || code) STORED;
