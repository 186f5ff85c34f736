"""What GIFT cannot hold goes home in a comment, beside a digest of the text that it was written for.

Whoever changes the text by hand changes what is read: the comment then counts no more.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from cgtraining.questions.interchange.plain_data import as_data, filled_in
from cgtraining.questions.interchange.read import QuestionRead

COMMENT = re.compile(r"cgtraining:([0-9a-f]{16}) (\{.*\})")


def comment_for(body: str, data: dict[str, Any]) -> str:
    return f"// cgtraining:{_digest(body)} {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}"


def taken_back(read: QuestionRead, body: str, comments: Sequence[str]) -> QuestionRead:
    for comment in comments:
        found = COMMENT.fullmatch(comment)
        if found and found[1] == _digest(body) and (data := as_data(found[2])):
            return filled_in(read, data)
    return read


def _digest(body: str) -> str:
    return hashlib.sha256("".join(body.split()).encode()).hexdigest()[:16]
