"""Runs whose worker is killed again and again: what must be true at the end, however often that happens."""
