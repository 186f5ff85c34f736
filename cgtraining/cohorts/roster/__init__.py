"""From an office's list of people to rows that can be imported. Pure: no session, no request; matching is elsewhere."""
