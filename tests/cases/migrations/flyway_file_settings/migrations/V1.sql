CREATE TABLE ${Name} (a text); -- ${FLYWAY:Table}
