"""Everything that a certificate prints, in both languages: the snapshot that is stored and never changes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from cgtraining.certificates.design_facts import DesignFacts
from cgtraining.language.text import BilingualText

Kind = Literal["completion", "attendance", "honour", "appointment", "hours"]
VERSION = 1
COURSE = ("starts_on", "ends_on", "class_hours", "minutes_per_class_hour")
NOT_PRINTED: dict[Kind, tuple[str, ...]] = {"honour": COURSE, "appointment": (*COURSE, "cohort_title")}
DEFAULT_STATEMENT = BilingualText(zh="本证书为非学历培训证书。", en="Awarded for non-degree training.")


@dataclass(frozen=True)
class IssuerFacts:
    """`logo_key` and `seal_key` name pictures in storage; an issuer without a seal prints without one."""

    name: BilingualText
    role: Literal["issuer", "co_issuer"] = "issuer"
    logo_key: str | None = None
    seal_key: str | None = None


@dataclass(frozen=True)
class SignatoryFacts:
    name_zh: str | None
    name_latin: str | None
    title: BilingualText
    signature_key: str | None = None


@dataclass(frozen=True)
class SessionFacts:
    """One line of a statement of class hours; `mode` says how it was taught (面授 / Classroom)."""

    day: date
    title: BilingualText
    class_hours: Decimal
    mode: BilingualText = field(default_factory=BilingualText)


@dataclass(frozen=True)
class CertificateFacts:
    """One certificate as printed.

    Either script of the holder's name may be absent. `code` is the verification code as printed, with its hyphens;
    `verification_address` is the page where it is typed, without the code. `holder_detail` tells the holder from a
    namesake (an organization, say). `wording` is the two paragraphs; `with_default_wording` fills it. An honour has a
    `reason`; an appointment an `office` and a `term`, whose second day is its last and may be open; a statement of
    class hours its `sessions`. Without a `design` it is set by the shipped one of its kind.
    """

    kind: Kind
    serial: str
    code: str
    verification_address: str
    name_zh: str | None
    name_latin: str | None
    program_title: BilingualText
    cohort_title: BilingualText
    starts_on: date
    ends_on: date
    class_hours: Decimal
    minutes_per_class_hour: int
    award_date: date
    issuers: tuple[IssuerFacts, ...]
    signatories: tuple[SignatoryFacts, ...] = ()
    curriculum_title: BilingualText = field(default_factory=BilingualText)
    holder_detail: BilingualText = field(default_factory=BilingualText)
    wording: BilingualText = field(default_factory=BilingualText)
    statement: BilingualText = DEFAULT_STATEMENT
    specimen: bool = False
    reason: BilingualText = field(default_factory=BilingualText)
    office: BilingualText = field(default_factory=BilingualText)
    term: tuple[date, date | None] | None = None
    sessions: tuple[SessionFacts, ...] = ()
    design: DesignFacts | None = None

    def prints(self, name: str) -> bool:
        """Whether this kind prints the fact at all: an honour no hours, a letter of appointment no course."""
        return name not in NOT_PRINTED.get(self.kind, ())

    @property
    def code_address(self) -> str:
        """The address that opens this certificate at once; what the QR code holds."""
        return f"{self.verification_address.rstrip('/')}/{self.code}"

    @property
    def short_address(self) -> str:
        """The address that a person types."""
        return self.verification_address.removeprefix("https://").removeprefix("http://").rstrip("/")

    @property
    def art_keys(self) -> tuple[str, ...]:
        """The keys of everything in storage that the page needs, each once."""
        keys = [key for issuer in self.issuers for key in (issuer.logo_key, issuer.seal_key)]
        keys += [signatory.signature_key for signatory in self.signatories]
        keys += [key for _name, key in self.design.files] if self.design else []
        return tuple(dict.fromkeys(key for key in keys if key))

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON column; `from_json` gives the same facts again."""
        plain: dict[str, Any] = _plain(asdict(self))
        return {"version": VERSION, **plain}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "CertificateFacts":
        if values.get("version") != VERSION:
            raise ValueError(f"certificate facts of version {values.get('version')!r} cannot be read")
        read = {name: _READERS.get(name, _as_is)(value) for name, value in values.items() if name != "version"}
        return cls(**read)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _as_is(value: Any) -> Any:
    return value


def _text(value: Mapping[str, Any]) -> BilingualText:
    return BilingualText(**value)


def _issuer(value: Mapping[str, Any]) -> IssuerFacts:
    return IssuerFacts(**{**value, "name": _text(value["name"])})


def _signatory(value: Mapping[str, Any]) -> SignatoryFacts:
    return SignatoryFacts(**{**value, "title": _text(value["title"])})


def _session(value: Mapping[str, Any]) -> SessionFacts:
    day, hours = date.fromisoformat(value["day"]), Decimal(value["class_hours"])
    return SessionFacts(day, _text(value["title"]), hours, _text(value["mode"]))


def _term(value: Sequence[str | None] | None) -> tuple[date, date | None] | None:
    first, last = value or (None, None)
    return (date.fromisoformat(first), date.fromisoformat(last) if last else None) if first else None


_READERS: dict[str, Any] = {
    **dict.fromkeys(("starts_on", "ends_on", "award_date"), date.fromisoformat),
    **dict.fromkeys(("program_title", "cohort_title", "curriculum_title", "holder_detail"), _text),
    **dict.fromkeys(("wording", "statement", "reason", "office"), _text),
    "class_hours": Decimal,
    "issuers": lambda values: tuple(map(_issuer, values)),
    "signatories": lambda values: tuple(map(_signatory, values)),
    "sessions": lambda values: tuple(map(_session, values)),
    "term": _term,
    "design": lambda value: DesignFacts.from_json(value) if value else None,
}
