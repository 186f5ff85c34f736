"""Before a run: what stands in the way, and how every certificate of the list will look."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates import queries
from cgtraining.certificates.awaited_seals import preview_facts
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.inspection import Finding, Inspection, Mending, Weight, entries_on, inspect_list, inspected
from cgtraining.certificates.issuing import award_of
from cgtraining.certificates.models import AwardEntry, AwardList
from cgtraining.certificates.printing import art_of
from cgtraining.certificates.proofs import proof
from cgtraining.certificates.seals import waiting_seals
from cgtraining.certificates.views import blueprint
from cgtraining.completion.access import may_see_list
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState
from cgtraining.completion.queries import list_by_id
from cgtraining.database import db
from cgtraining.documents.pdf import UnreadablePicture, WrongLength
from cgtraining.documents.picture import first_page_picture
from cgtraining.documents.press import TookTooLong
from cgtraining.people.access import may_edit_person, me
from cgtraining.people.models import Person
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of, page_of_rows

ROWS = 100
PICTURES = 12
SMALL_WIDTH, SMALL_COLOURS = 560, 16
KEPT_FOR_AN_HOUR = "private, max-age=3600"  # by the browser: the address changes with what is printed


def may_see_entry(person: Person, entry: GraduateEntry) -> bool:
    return may_see_list(person, entry.graduate_list)


@blueprint.get("/graduate-lists/<int:list_id>/certificates")
@allow(may_see_list, load=list_by_id)
def inspect(graduate_list: GraduateList) -> ResponseReturnValue:
    found = inspect_list(graduate_list)
    weight = request.args.get("weight") or None
    return render_template(
        "certificates/inspection.html",
        **_about(graduate_list),
        found=found,
        page=page_of_rows(found.rows(weight), ROWS),
        chips=chips_of(found),
        mend=mending_address(graduate_list, url_for("completion.show_list", list_id=graduate_list.id)),
    )


@blueprint.get("/graduate-lists/<int:list_id>/certificates/preview")
@allow(may_see_list, load=list_by_id)
def preview(graduate_list: GraduateList) -> ResponseReturnValue:
    page = page_of(queries.entries_awarded(graduate_list.id), PICTURES)
    namesakes, waiting = queries.namesakes_in(graduate_list.cohort_id), waiting_seals(graduate_list)
    shown = [
        (candidate, mark_of(preview_facts(award_of(candidate.entry, namesakes), waiting)))
        for candidate in inspected(graduate_list, page.items, entries_on(graduate_list))
    ]
    return render_template("certificates/preview.html", **_about(graduate_list), page=page, shown=shown)


@blueprint.get("/graduate-lists/<int:list_id>/certificates/preview/<int:entry_id>.png")
@allow(may_see_entry, load=queries.entry_awarded)
def preview_picture(entry: GraduateEntry) -> ResponseReturnValue:
    namesakes = queries.namesakes_in(entry.graduate_list.cohort_id)
    return drawn(preview_facts(award_of(entry, namesakes), waiting_seals(entry.graduate_list)))


def drawn(facts: CertificateFacts) -> Response:
    """The picture of the very PDF that would be issued, but for number, code and waiting seals; kept nowhere here."""
    db.session.rollback()  # nothing is read from here on, and drawing takes long
    try:
        pdf = proof(facts, art_of(facts))
    except (WrongLength, UnreadablePicture, TookTooLong):
        abort(404)  # the page says in words what is wrong
    small = request.args.get("size") == "small"
    picture = first_page_picture(pdf, SMALL_WIDTH, SMALL_COLOURS) if small else first_page_picture(pdf)
    return Response(picture, mimetype="image/png", headers={"Cache-Control": KEPT_FOR_AN_HOUR})


def _about(graduate_list: GraduateList) -> dict[str, object]:
    run = queries.run_of_list(graduate_list.id)
    approved = graduate_list.state is ListState.APPROVED
    return {
        "graduates": graduate_list,
        "awards": None,
        "cohort": graduate_list.cohort,
        "run": run,
        "approved": approved,
        "inspect_url": url_for("certificates.inspect", list_id=graduate_list.id),
        "preview_url": url_for("certificates.preview", list_id=graduate_list.id),
        "issue_url": url_for("certificates.issue", cohort_id=graduate_list.cohort_id),
        "picture_of": partial(_picture_url, graduate_list),
    }


def _picture_url(graduate_list: GraduateList, entry_id: int, mark: str) -> str:
    return url_for("certificates.preview_picture", list_id=graduate_list.id, entry_id=entry_id, of=mark)


def chips_of(found: Inspection) -> list[tuple[str | None, object, int]]:
    """The weights that occur; nothing where nothing was found."""
    counted = [(one.value, one.label, len(found.rows(one.value))) for one in Weight]
    chips: list[tuple[str | None, object, int]] = [chip for chip in counted if chip[2]]
    return [(None, _("All"), len(found.rows())), *chips] if chips else []


def mark_of(facts: CertificateFacts) -> str:
    """Another one as soon as anything printed changes, so that nobody looks at an old picture."""
    return sha256(repr(facts).encode()).hexdigest()[:12]


def mending_address(source: GraduateList | AwardList, list_url: str) -> Callable[..., str | None]:
    """Where a finding is mended: an address, or None where it is not in a page."""
    cohort = source.cohort
    fixed = {
        Mending.LIST: list_url,
        Mending.ISSUING: url_for("programs.show_issuing", program_id=cohort.program_id),
        Mending.PROGRAM: url_for("programs.edit_program", program_id=cohort.program_id),
        Mending.COHORT: url_for("cohorts.edit_cohort", cohort_id=cohort.id),
    }

    def address(finding: Finding, entry: GraduateEntry | AwardEntry | None = None) -> str | None:
        if finding.mending is Mending.CERTIFICATE:
            return url_for("certificates.show_certificate", certificate_id=finding.row_id)
        if finding.mending is Mending.HOLDER and entry:
            return _holder_address(entry)
        return fixed.get(finding.mending)

    return address


def _holder_address(entry: GraduateEntry | AwardEntry) -> str:
    person = entry.person if isinstance(entry, AwardEntry) else entry.enrolment.person
    if may_edit_person(me(), person):
        return url_for("people.edit_person", person_id=person.id)
    if entry.enrolment_id is None:
        return url_for("cohorts.list_staff", cohort_id=entry.award_list.cohort_id)
    return url_for("cohorts.show_enrolment", enrolment_id=entry.enrolment_id)
