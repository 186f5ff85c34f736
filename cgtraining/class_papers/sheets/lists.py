"""The roster and the two contact lists: one for the class, by consent, and the office's own."""

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext as _

from cgtraining.class_papers.models import ContactConsent
from cgtraining.class_papers.people import Classmate, classmates_of, phone_on_paper
from cgtraining.class_papers.printing import Paper
from cgtraining.class_papers.queries import consents_of
from cgtraining.class_papers.tables import Heading, table_paper
from cgtraining.cohorts.models import Cohort
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import Value

Contacts = tuple[str, str]


def roster(cohort: Cohort, language: Language) -> Paper:
    people = classmates_of(cohort)
    with in_language(language):
        return table_paper(
            cohort=cohort,
            stem=f"roster-{language}",
            language=language,
            title=_("Roster"),
            facts=[(_("Trainees"), str(len(people)))],
            headings=[
                *who_headings(),
                Heading(_("Gender"), "16mm", "center"),
                Heading(_("Organization")),
                Heading(_("Position"), "18%"),
                Heading(_("Place"), "15%"),
                Heading(_("Group"), "11%"),
            ],
            rows=[_roster_row(number, one, language) for number, one in enumerate(people, start=1)],
            wide=True,
        )


def contact_list(cohort: Cohort, language: Language) -> Paper:
    """For the class: only what each of them agreed to show."""
    people, consents = classmates_of(cohort), consents_of(cohort)
    with in_language(language):
        note = _("Only what each person agreed to show. For the use of this class; please do not pass it on.")
        return _contacts(
            cohort, people, language, "contacts", _("Contact list"), note, shown_to_class(people, consents).__getitem__
        )


def office_contact_list(cohort: Cohort, language: Language) -> Paper:
    people = classmates_of(cohort)
    with in_language(language):
        note = _("Internal. For the office only: not for the class, not to be copied or passed on.")
        title = _("Contact list of the office (internal)")
        return _contacts(cohort, people, language, "contacts-internal", title, note, all_contacts)


def shown_to_class(people: Sequence[Classmate], consents: Mapping[int, ContactConsent]) -> dict[Classmate, Contacts]:
    """Phone and e-mail of each as far as that person agreed."""
    return {one: _agreed(one, consents.get(one.enrolment_id)) for one in people}


def all_contacts(one: Classmate) -> Contacts:
    return phone_on_paper(one.phone), one.email or ""


def who_headings() -> list[Heading]:
    return [Heading(_("No."), "10mm", "center", "number"), Heading(_("Name"), "22%")]


def _agreed(one: Classmate, consent: ContactConsent | None) -> Contacts:
    phone, email = all_contacts(one)
    return (phone if consent and consent.shows_phone else "", email if consent and consent.shows_email else "")


def _contacts(
    cohort: Cohort,
    people: Sequence[Classmate],
    language: Language,
    stem: str,
    title: str,
    note: str,
    contacts: Callable[[Classmate], Contacts],
) -> Paper:
    return table_paper(
        cohort=cohort,
        stem=f"{stem}-{language}",
        language=language,
        title=title,
        facts=[(_("Trainees"), str(len(people)))],
        note=note,
        headings=[
            *who_headings(),
            Heading(_("Group"), "13%"),
            Heading(_("Organization")),
            Heading(_("Phone"), "30mm"),
            Heading(_("E-mail"), "25%"),
        ],
        rows=[
            [number, one.name_in(language), one.group.in_language(language), one.organization.in_language(language),
             *contacts(one)]
            for number, one in enumerate(people, start=1)
        ],
        wide=True,
    )  # fmt: skip


def _roster_row(number: int, one: Classmate, language: Language) -> list[Value]:
    texts = (one.organization, one.position, one.place, one.group)
    gender = str(one.gender.label) if one.gender else ""
    return [number, one.name_in(language), gender, *(text.in_language(language) for text in texts)]
