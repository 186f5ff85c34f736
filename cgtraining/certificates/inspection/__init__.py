"""What stands in the way of a list before anything is numbered: for the whole list, and for each person."""

from cgtraining.certificates.inspection.findings import Candidate, Finding, Inspection, Mending, Weight
from cgtraining.certificates.inspection.lists import entries_on, inspect_list
from cgtraining.certificates.inspection.people import inspected

__all__ = ["Candidate", "Finding", "Inspection", "Mending", "Weight", "entries_on", "inspect_list", "inspected"]
