"""Calendar files (iCalendar, RFC 5545): ours for the calendars of others, and theirs for us."""
