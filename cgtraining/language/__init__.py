"""Choosing a language, bilingual data, names and romanisation, dates and numbers."""
