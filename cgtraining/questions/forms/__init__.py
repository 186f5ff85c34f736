"""Shape and wording of what is entered about questions, one module for each family."""
