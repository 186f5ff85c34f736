"""Designs, issuing, the frozen snapshot, the stored PDF, revocation."""
