"""The rules of a curriculum, and for each trainee what is met and what is missing."""
