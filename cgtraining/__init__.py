"""Learning management for people who train community-governance leaders."""
