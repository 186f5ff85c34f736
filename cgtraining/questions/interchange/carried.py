"""What a format cannot hold of a question travels along as data of our own, so that it comes home whole.

It is the difference between the question and what a reader of the format makes of what was written: a list of
`[path, value]`, or `[path]` for what has to go, as JSON. Whoever changes the visible part of the file keeps the change;
where the two no longer fit, what is carried is left out.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import Content, content_from, stored
from cgtraining.questions.rich_text import clean

LONGEST = 90_000
Path = tuple[str | int, ...]
Change = list[Any]


def difference(read: Content | None, whole: Content) -> list[Change]:
    """What makes `whole` of `read`; all of it if nothing could be read."""
    if read is None:
        return [[[], stored(whole)]]
    return list(_changes(stored(read), stored(whole), ()))


def written(changes: Sequence[Change]) -> str:
    return json.dumps(changes, ensure_ascii=False, separators=(",", ":")) if changes else ""


def restored(read: Content | None, carried: str) -> Content | None:
    """`read` with the changes; as it is when they do not fit or anybody made them up."""
    if not carried or len(carried) > LONGEST:
        return read
    try:
        whole = stored(read) if read is not None else {}
        for change in json.loads(carried):
            whole = _changed(whole, *change)
        return content_from(_cleaned(whole))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ValidationError):
        return read


def read_or_left(read: Callable[[], Content], carried: str) -> Content | None:
    """What `read` gives. Where it refuses a question that is carried as a whole, None: the visible part matters not."""
    try:
        return read()
    except (RuleBroken, ValidationError):
        if not carried or restored(None, carried) is None:
            raise
        return None


def _changes(old: Any, new: Any, path: Path) -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            if name not in new:
                yield [[*path, name]]
            elif name not in old:
                yield [[*path, name], new[name]]
            else:
                yield from _changes(old[name], new[name], (*path, name))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _changes(one, other, (*path, place))
    elif old != new:
        yield [list(path), new]


def _changed(whole: Any, path: Sequence[str | int], *value: Any) -> Any:
    if not path:
        return deepcopy(value[0])
    inner = whole
    for name in path[:-1]:
        inner = inner[name]
    if value:
        inner[path[-1]] = value[0]
    else:
        del inner[path[-1]]
    return whole


def _cleaned(part: Any) -> Any:
    """Texts in two languages are HTML wherever they stand, and this came from outside."""
    if isinstance(part, list):
        return [_cleaned(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part and set(part) <= {"zh", "en"}:
        return {name: clean(text, source="file") for name, text in part.items()}
    return {name: _cleaned(one) for name, one in part.items()}
