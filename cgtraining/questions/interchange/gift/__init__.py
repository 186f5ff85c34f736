"""GIFT, the plain text format of Moodle: https://docs.moodle.org/en/GIFT_format"""

from cgtraining.questions.interchange.gift.reading import read
from cgtraining.questions.interchange.gift.writing import losses, write

__all__ = ["losses", "read", "write"]
