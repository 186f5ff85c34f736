"""Graded items, scores and the gradebook."""
