"""From an HTML template to a PDF, with the product's own fonts and nobody else's files."""
