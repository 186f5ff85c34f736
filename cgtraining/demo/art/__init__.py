"""Invented logos, seals and signatures of the demo, in flat colours that every PDF renderer shows alike."""
