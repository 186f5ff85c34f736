"""The home page of each role, and the search page."""
