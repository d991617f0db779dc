ALTER TYPE timerange RENAME TO hours;
