"""Questions from files of others and to them: one module for each format, nothing is kept before a person agreed."""
