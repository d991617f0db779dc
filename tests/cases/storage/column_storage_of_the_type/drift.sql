ALTER TABLE item ALTER state SET STORAGE extended;
