CREATE ACCESS METHOD extra TYPE TABLE HANDLER heap_tableam_handler;
