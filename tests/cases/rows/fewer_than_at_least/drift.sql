DELETE FROM app."Data";
