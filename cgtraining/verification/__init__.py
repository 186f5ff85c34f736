"""The public pages on which a stranger verifies a certificate."""
