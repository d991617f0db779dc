CREATE INDEX job_username ON job (username);
