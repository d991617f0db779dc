ALTER SERVER remote OPTIONS (SET host 'near');
