"""What every page shares: access, units of work, paging, errors, security headers."""
