"""Papers as people write them in Word or paste them: numbered questions, lettered options, 答案：, 解析：."""

from cgtraining.questions.interchange.paper.reading import read, read_lines

__all__ = ["read", "read_lines"]
