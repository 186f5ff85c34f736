"""Announcements and reminders by rule."""
