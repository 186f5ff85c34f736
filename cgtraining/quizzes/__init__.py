"""Quizzes of a cohort: what they draw from the bank, attempts, marking, regrading and what the answers say."""
