"""Class sessions, check-in, marks, leave and class hours."""
