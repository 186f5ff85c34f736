"""From the rows of people, programs and cohorts to the facts that a certificate will print."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from cgtraining.certificates.codes import Code
from cgtraining.certificates.designing.applying import designed
from cgtraining.certificates.designing.queries import design_for
from cgtraining.certificates.facts import CertificateFacts, IssuerFacts, SessionFacts, SignatoryFacts
from cgtraining.certificates.models import Certificate, CertificateKind
from cgtraining.certificates.serials import draft_serial
from cgtraining.cohorts.models import Cohort
from cgtraining.config import settings
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program, ProgramIssuer, Signatory

VERIFICATION_PATH = "/verify"
WIDEST_CODE = "-".join(["WWWW"] * 4 + ["W"])


@dataclass(frozen=True)
class Details:
    """What only some kinds print: see `CertificateFacts`. `starts_on` and `ends_on` are those of a statement."""

    reason: BilingualText = field(default_factory=BilingualText)
    office: BilingualText = field(default_factory=BilingualText)
    term: tuple[date, date | None] | None = None
    sessions: tuple[SessionFacts, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Award:
    """What was decided for one person in a cohort; a letter of appointment has no enrolment behind it."""

    person: Person
    cohort: Cohort
    kind: CertificateKind
    class_hours: Decimal
    award_date: date
    enrolment_id: int | None = None
    has_namesake: bool = False
    details: Details = field(default_factory=Details)
    withheld_seals: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Unnumbered:
    """All that a certificate holds before it has its number, as plain values that outlive a transaction."""

    program_id: int
    cohort_id: int
    enrolment_id: int | None
    person_id: int
    kind: CertificateKind
    award_date: date
    facts: CertificateFacts


def compose(award: Award) -> Unnumbered:
    return Unnumbered(
        program_id=award.cohort.program_id,
        cohort_id=award.cohort.id,
        enrolment_id=award.enrolment_id,
        person_id=award.person.id,
        kind=award.kind,
        award_date=award.award_date,
        facts=_draft_facts(award),
    )


def _draft_facts(award: Award) -> CertificateFacts:
    """Everything but serial and code, in whose places stand the widest that could come."""
    person, cohort, details = award.person, award.cohort, award.details
    program, config = cohort.program, settings()
    design = design_for(program.id, award.kind)
    facts = CertificateFacts(
        kind=award.kind.value,
        serial=draft_serial(program, award.kind, award.award_date.year),
        code=WIDEST_CODE,
        verification_address=config.address(VERIFICATION_PATH),
        name_zh=_clean(person.name_zh),
        name_latin=_clean(person.name_latin),
        program_title=program.title,
        cohort_title=cohort.title,
        curriculum_title=cohort.curriculum.title,
        starts_on=details.starts_on or cohort.starts_on,
        ends_on=details.ends_on or cohort.ends_on,
        class_hours=award.class_hours,
        minutes_per_class_hour=cohort.curriculum.minutes_per_hour,
        award_date=award.award_date,
        issuers=issuers_of(program, award.withheld_seals),
        signatories=signatories_of(program),
        holder_detail=_organization(award) if award.has_namesake or design.shows("organization") else BilingualText(),
        specimen=config.demo or config.local_trial,
        reason=details.reason,
        office=details.office,
        term=details.term,
        sessions=details.sessions,
    )
    return designed(facts, design)


def details_of(printed: CertificateFacts) -> Details:
    """What a replacement takes over: it was decided once."""
    days = (printed.starts_on, printed.ends_on) if printed.kind == "hours" else (None, None)
    return Details(printed.reason, printed.office, printed.term, printed.sessions, *days)


def is_same_award(certificate: Certificate, details: Details) -> bool:
    """Of one person, cohort and kind: letters differ by office and term, statements by what they list."""
    if not certificate.facts or certificate.kind not in (CertificateKind.APPOINTMENT, CertificateKind.HOURS):
        return True
    printed = details_of(CertificateFacts.from_json(certificate.facts))
    if certificate.kind is CertificateKind.HOURS:
        return (printed.ends_on, printed.sessions) == (details.ends_on, details.sessions)
    return (printed.office, printed.term) == (details.office, details.term)


def numbered(facts: CertificateFacts, *, serial: str, code: Code) -> CertificateFacts:
    return replace(facts, serial=serial, code=code.grouped)


def _clean(name: str | None) -> str | None:
    """Composed characters and single blanks, as the fonts and the eye want them."""
    return " ".join(unicodedata.normalize("NFC", name or "").split()) or None


def issuers_of(program: Program, withheld_seals: Collection[str] = ()) -> tuple[IssuerFacts, ...]:
    """`withheld_seals`: ids of the organizations whose seal was not released."""
    return tuple(_issuer(issuer, str(issuer.organization_id) in withheld_seals) for issuer in program.issuers)


def unsealed_in(facts: CertificateFacts, program: Program) -> frozenset[str]:
    """Organizations that sign off their own seal, and whose seal these facts do not have."""
    sealed = {issuer.name for issuer in facts.issuers if issuer.seal_key}
    own = (issuer for issuer in program.issuers if issuer.signs_off and issuer.organization.name not in sealed)
    return frozenset(str(issuer.organization_id) for issuer in own)


def _issuer(issuer: ProgramIssuer, is_withheld: bool) -> IssuerFacts:
    organization = issuer.organization
    return IssuerFacts(
        name=organization.name,
        role=issuer.role.value,
        logo_key=organization.logo_key,
        seal_key=None if is_withheld else organization.seal_key,
    )


def signatories_of(program: Program) -> tuple[SignatoryFacts, ...]:
    return tuple(map(_signatory, program.signatories))


def _signatory(signatory: Signatory) -> SignatoryFacts:
    return SignatoryFacts(
        name_zh=signatory.name_zh,
        name_latin=signatory.name_latin,
        title=signatory.title,
        signature_key=signatory.signature_key,
    )


def _organization(award: Award) -> BilingualText:
    organization = award.person.organization
    return organization.name if organization else BilingualText()
