"""The question bank of a program: bilingual questions in versions, their folders and pictures, files in and out."""
