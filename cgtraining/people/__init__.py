"""Persons, organizations, accounts, signing in."""
