"""Writing programs, their curricula and the roles of people in them."""
