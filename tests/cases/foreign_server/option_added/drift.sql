ALTER SERVER bare OPTIONS (ADD host 'near');
