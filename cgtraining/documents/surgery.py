"""pikepdf, loaded when the first file is opened with it: 5 MB that most processes never need."""

from functools import cache
from types import ModuleType


@cache
def pikepdf() -> ModuleType:
    import pikepdf

    return pikepdf
