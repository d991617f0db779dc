ALTER TYPE timemultirange RENAME TO times;
