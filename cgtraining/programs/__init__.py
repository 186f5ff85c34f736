"""Training programs, their curricula, staff and sponsors."""
