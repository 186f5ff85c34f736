"""A sample story: one finished cohort and one in mid-course."""
