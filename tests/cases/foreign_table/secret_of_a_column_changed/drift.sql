ALTER FOREIGN TABLE item ALTER id OPTIONS (SET api_key 'anders');
