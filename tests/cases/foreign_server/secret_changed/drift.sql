ALTER SERVER remote OPTIONS (SET password 'anders');
