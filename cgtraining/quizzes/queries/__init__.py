"""Reading quizzes, by subject."""
