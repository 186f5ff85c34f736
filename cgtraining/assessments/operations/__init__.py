"""Writing graded items and scores."""
