"""Lists of honours, letters of appointment and statements of class hours."""
