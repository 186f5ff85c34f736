"""Writes of the papers of a class: texts, consents, reply slips, seats."""
