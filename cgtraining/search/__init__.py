"""One table of searchable texts, two engines."""
