"""A sample story: one finished cohort and one in mid-course."""

from cgtraining.demo.telling import tell_if_empty

__all__ = ["tell_if_empty"]
