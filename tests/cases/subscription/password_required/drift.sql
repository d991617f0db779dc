ALTER SUBSCRIPTION plain SET (password_required = false);
