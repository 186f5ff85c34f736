"""Messages to people, their channels, and the outbox."""
