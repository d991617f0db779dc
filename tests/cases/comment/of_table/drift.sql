COMMENT ON TABLE item IS 'what we buy';
