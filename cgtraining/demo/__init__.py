"""A sample story: a finished cohort, one in mid-course, one that has just ended, and one that is to come."""

from cgtraining.demo.telling import tell_if_empty, waits_to_be_told

__all__ = ["tell_if_empty", "waits_to_be_told"]
