ALTER SEQUENCE codes OWNED BY item.other;
