"""Reading items of QTI 2.1 and 2.2: one module for each family of interactions."""
