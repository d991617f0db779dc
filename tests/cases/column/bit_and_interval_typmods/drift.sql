ALTER TABLE item ALTER a TYPE bit(4), ALTER b TYPE interval day to second(3), ALTER c TYPE char(4), ALTER d TYPE time(1) with time zone;
