"""Everything that a certificate prints, in both languages: the snapshot that is stored and never changes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from cgtraining.language.text import BilingualText

Kind = Literal["completion", "attendance", "honour", "appointment", "hours"]
VERSION = 1
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
class CertificateFacts:
    """One certificate as printed.

    Either script of the holder's name may be absent. `code` is the verification code as printed, with its hyphens;
    `verification_address` is the page where it is typed, without the code. `holder_detail` tells the holder from a
    namesake (an organization, say). `wording` is the two paragraphs; `with_default_wording` fills it.
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
        """The keys of every picture that the page needs, each once."""
        keys = [key for issuer in self.issuers for key in (issuer.logo_key, issuer.seal_key)]
        keys += [signatory.signature_key for signatory in self.signatories]
        return tuple(dict.fromkeys(key for key in keys if key))

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON column; `from_json` gives the same facts again."""
        values = asdict(self)
        for name in ("starts_on", "ends_on", "award_date"):
            values[name] = getattr(self, name).isoformat()
        values["class_hours"] = str(self.class_hours)
        for name in ("issuers", "signatories"):
            values[name] = list(values[name])
        return {"version": VERSION, **values}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "CertificateFacts":
        if values.get("version") != VERSION:
            raise ValueError(f"certificate facts of version {values.get('version')!r} cannot be read")
        read = {name: _READERS.get(name, _as_is)(value) for name, value in values.items() if name != "version"}
        return cls(**read)


def _as_is(value: Any) -> Any:
    return value


def _text(value: Mapping[str, Any]) -> BilingualText:
    return BilingualText(**value)


def _issuer(value: Mapping[str, Any]) -> IssuerFacts:
    return IssuerFacts(**{**value, "name": _text(value["name"])})


def _signatory(value: Mapping[str, Any]) -> SignatoryFacts:
    return SignatoryFacts(**{**value, "title": _text(value["title"])})


_READERS: dict[str, Any] = {
    "starts_on": date.fromisoformat,
    "ends_on": date.fromisoformat,
    "award_date": date.fromisoformat,
    "class_hours": Decimal,
    "program_title": _text,
    "cohort_title": _text,
    "curriculum_title": _text,
    "holder_detail": _text,
    "wording": _text,
    "statement": _text,
    "issuers": lambda values: tuple(map(_issuer, values)),
    "signatories": lambda values: tuple(map(_signatory, values)),
}
