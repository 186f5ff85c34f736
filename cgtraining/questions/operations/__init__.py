"""Writing to the bank, by subject."""
