"""What was found about each person on a list."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from cgtraining.certificates import queries
from cgtraining.certificates.checks import lacks_needed_confirmation
from cgtraining.certificates.composing import Award, compose, is_same_award
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.inspection.findings import Candidate, Entry, Finding, Mending, Source, Weight, person_of
from cgtraining.certificates.inspection.whole import restricted_in_list
from cgtraining.certificates.issuing import award_of
from cgtraining.certificates.layout import LayoutProblem, Tried, layout_problems
from cgtraining.certificates.models import Certificate, CertificateKind
from cgtraining.certificates.printing import art_of
from cgtraining.certificates.proofs import proof
from cgtraining.certificates.queries import Names
from cgtraining.certificates.restricted import restricted_words
from cgtraining.people.models import Person

HOLDER_FIELDS = {"name_zh", "name_latin", "holder_detail"}
Who = tuple[Names, str | None]  # names with the organization that tells them apart


@dataclass(frozen=True)
class Company:
    """All who are on the list, among whom one is looked at."""

    namesakes: set[Names]
    standing: dict[tuple[int, CertificateKind], list[Certificate]]
    alike: Counter[Who]
    by_contact: dict[tuple[Names, str], int]
    told_of_all: set[str]
    tried: Tried = field(default_factory=set)


def inspected(source: Source, entries: Sequence[Entry], everyone: Sequence[Entry]) -> list[Candidate]:
    """Each of these entries of the list with what was found, where `everyone` is on it.

    A page unlike those before it is laid out once (0.1 s).
    """
    company = _company(source, everyone)
    return [_looked_at(entry, company) for entry in entries]


def _looked_at(entry: Entry, company: Company) -> Candidate:
    award = award_of(entry, company.namesakes)
    return Candidate(entry, award.person, tuple(_findings(award, company)))


def _company(source: Source, entries: Sequence[Entry]) -> Company:
    everyone = [person_of(entry) for entry in entries]
    contacts: dict[tuple[Names, str], int] = Counter(
        (_names(person), contact) for person in everyone for contact in _contacts(person)
    )
    return Company(
        namesakes=queries.namesakes_in(source.cohort_id),
        standing=queries.standing_certificates_in(source.cohort_id),
        alike=Counter(map(_who, everyone)),
        by_contact=contacts,
        told_of_all={one.word for one in restricted_in_list(source)},
    )


def _findings(award: Award, company: Company) -> Iterator[Finding]:
    person, facts = award.person, compose(award).facts
    yield from _already(award, company)
    yield from _printing(facts, company)
    yield from _restricted(facts, company)
    yield from _doubles(person, company)
    yield from _untold_namesakes(person, award, company)
    if person.name_confirmed_at is None:
        text = _l("The holder has not confirmed how the name is printed.")
        needed = lacks_needed_confirmation(award)
        yield Finding(Weight.BLOCKS_ONE if needed else Weight.WARNS, text, Mending.HOLDER)


def _already(award: Award, company: Company) -> Iterator[Finding]:
    standing = company.standing.get((award.person.id, award.kind), ())
    if found := next((one for one in standing if is_same_award(one, award.details)), None):
        text = _l("This trainee already has the certificate %(serial)s.", serial=found.serial)
        yield Finding(Weight.BLOCKS_ONE, text, Mending.CERTIFICATE, found.id)


def _restricted(facts: CertificateFacts, company: Company) -> Iterator[Finding]:
    """Words in what only this one prints, such as the reason of an honour."""
    for one in restricted_words(facts):
        if one.word not in company.told_of_all:
            yield Finding(Weight.WARNS, one.sentence, Mending.LIST)


def _printing(facts: CertificateFacts, company: Company) -> Iterator[Finding]:
    for problem in _told_once(layout_problems(facts, art_of(facts), proof, company.tried)):
        yield Finding(Weight.BLOCKS_ONE, problem.sentence, _mending(problem))


def _told_once(problems: Sequence[LayoutProblem]) -> Sequence[LayoutProblem]:
    """The wording repeats names and titles: what is wrong with them is said of themselves only."""
    return [one for one in problems if one.field != "wording"] or problems


def _mending(problem: LayoutProblem) -> Mending:
    if problem.field in HOLDER_FIELDS:
        return Mending.HOLDER
    return {"program_title": Mending.PROGRAM, "cohort_title": Mending.COHORT}.get(problem.field, Mending.ISSUING)


def _doubles(person: Person, company: Company) -> Iterator[Finding]:
    if any(company.by_contact[_names(person), contact] > 1 for contact in _contacts(person)):
        text = _l("Someone else on this list has the same name and the same phone or e-mail: perhaps one person twice.")
        yield Finding(Weight.WARNS, text, Mending.HOLDER)


def _untold_namesakes(person: Person, award: Award, company: Company) -> Iterator[Finding]:
    if not award.has_namesake:
        return
    if person.organization is None:
        text = _l("Someone in this cohort has the same name, and no organization is known that tells them apart.")
        yield Finding(Weight.WARNS, text, Mending.HOLDER)
    elif company.alike[_who(person)] > 1:
        text = _l("Someone else on this list has the same name and the same organization: nothing tells them apart.")
        yield Finding(Weight.WARNS, text, Mending.HOLDER)


def _names(person: Person) -> Names:
    return person.name_zh, person.name_latin


def _contacts(person: Person) -> set[str]:
    return {contact for contact in (person.phone, person.email) if contact}


def _who(person: Person) -> Who:
    organization = person.organization
    return _names(person), (organization.name.zh or organization.name.en) if organization else None
