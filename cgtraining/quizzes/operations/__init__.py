"""Writing quizzes and attempts, by subject."""
