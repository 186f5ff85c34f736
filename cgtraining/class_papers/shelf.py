"""What papers there are: for whom each is, in which languages and files it comes, and who may print it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from cgtraining.class_papers import access
from cgtraining.class_papers.asking import Asked, Form, Wording
from cgtraining.cohorts.models import Cohort
from cgtraining.people.models import Person

EITHER: tuple[Wording, ...] = ("zh", "en")
OR_BOTH: tuple[Wording, ...] = ("zh", "en", "both")
AS_BOTH: tuple[Form, ...] = ("pdf", "xlsx")


@dataclass(frozen=True)
class OnTheShelf:
    """`audience` says for whom it is; `endpoint` takes the cohort, the form, and `?language=`; it takes a POST where it
    `is_noted` who printed it."""

    title: object
    told: object
    audience: object
    endpoint: str
    rule: Callable[[Person, Asked], bool]
    wordings: Sequence[Wording] = EITHER
    forms: Sequence[Form] = AS_BOTH
    is_noted: bool = False


SHELF = (
    OnTheShelf(
        _l("Handbook"), _l("Welcome, timetable, rules, groups, contacts by consent, places."), _l("Trainees"),
        "class_papers.handbook_of_class", access.may_read_handed_out,
    ),
    OnTheShelf(
        _l("Roster"), _l("Everybody in the class, in the order of pinyin."), _l("Staff"), "class_papers.roster",
        access.may_print,
    ),
    OnTheShelf(
        _l("Contact list for the class"), _l("Phone and e-mail of those who agreed, and of nobody else."),
        _l("Trainees"), "class_papers.contacts", access.may_read_handed_out,
    ),
    OnTheShelf(
        _l("Contact list of the office (internal)"),
        _l("Phone and e-mail of everybody. It is noted in the record who made it."),
        _l("Office only"), "class_papers.office_contacts", access.may_print_contacts,
        is_noted=True,
    ),
    OnTheShelf(
        _l("Name badges"), _l("90 × 54 mm, ten on a page, with marks to cut along; the group by colour and by name."),
        _l("Trainees"), "class_papers.badges", access.may_print, OR_BOTH,
    ),
    OnTheShelf(
        _l("Table cards"), _l("One on a page, folded into a prism, readable from both sides."),
        _l("The room"), "class_papers.table_cards", access.may_print, OR_BOTH,
    ),
    OnTheShelf(
        _l("Seating plan"), _l("As the room was arranged, the teacher's desk in front."), _l("The room"),
        "class_papers.seating_on_paper", access.may_print,
    ),
    OnTheShelf(
        _l("Sign-in sheets by half-day"), _l("Every half-day with sessions on a page of its own."),
        _l("The room"), "class_papers.sign_in_sheets", access.may_print,
    ),
    OnTheShelf(
        _l("Leave slips"), _l("Blank, two on a page."), _l("Trainees"), "class_papers.leave_slips",
        access.may_read_handed_out,
    ),
    OnTheShelf(
        _l("Letters of admission"),
        _l("With the issuers' seals, each followed by its reply slip. It is noted in the record who made them."),
        _l("Trainees"), "class_papers.letters_of_cohort", access.may_print_sealed, is_noted=True,
    ),
    OnTheShelf(
        _l("Reply slip"), _l("Blank, without a name."), _l("Trainees"), "class_papers.empty_slip", access.may_print,
    ),
)  # fmt: skip


def shelf_for(person: Person, cohort: Cohort) -> Iterator[OnTheShelf]:
    """Asks each rule once."""
    asked, known = Asked(cohort, "pdf"), dict[Callable[[Person, Asked], bool], bool]()
    for one in SHELF:
        if one.rule not in known:
            known[one.rule] = one.rule(person, asked)
        if known[one.rule]:
            yield one
