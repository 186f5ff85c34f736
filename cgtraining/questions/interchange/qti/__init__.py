"""QTI 2.1 and 2.2 by 1EdTech (IMS): items and content packages. https://www.imsglobal.org/question/

Reading also takes what is written in QTI 1.2, since a package does not say from outside which it is.
"""

from cgtraining.questions.interchange.qti.reading.files import read
from cgtraining.questions.interchange.qti.writing import losses, write

__all__ = ["losses", "read", "write"]
