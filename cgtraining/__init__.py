"""Learning management for people who train community-governance leaders."""

from cgtraining.app import create_app

__all__ = ["create_app"]
