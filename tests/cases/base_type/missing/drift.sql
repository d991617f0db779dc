DROP TYPE shell;
