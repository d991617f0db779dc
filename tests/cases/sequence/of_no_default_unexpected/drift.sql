CREATE SEQUENCE codes OWNED BY item.code;
