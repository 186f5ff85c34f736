"""By which series of a program a certificate is numbered."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cgtraining.certificates.models import CertificateKind
from cgtraining.programs.models import Program
from cgtraining.programs.serials import GENERAL, Series, pattern_of, series_for, widest_serial

KEYS = (GENERAL, *(kind.value for kind in CertificateKind))


class NamedSeries(NamedTuple):
    """`key` is kept with every number of the series."""

    key: str
    rule: Series


def series_numbering(code: str, patterns: Mapping[str, Any], kind: CertificateKind) -> NamedSeries:
    key = series_for(patterns, kind.value)
    return NamedSeries(key, Series(code, pattern_of(patterns, key)))


def draft_serial(program: Program, kind: CertificateKind, year: int) -> str:
    """What stands in the place of the serial until there is a number: as wide as any."""
    return widest_serial(series_numbering(program.code, program.serial_patterns, kind).rule, year)
