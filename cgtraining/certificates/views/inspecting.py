"""Before a run: what stands in the way, and how every certificate of the list will look."""

from collections.abc import Callable
from hashlib import sha256

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates import queries
from cgtraining.certificates.composing import compose
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.inspection import Finding, Inspection, Mending, Weight, entries_on, inspect_list, inspected
from cgtraining.certificates.issuing import award_of
from cgtraining.certificates.page import render_certificate
from cgtraining.certificates.printing import art_of
from cgtraining.certificates.views import blueprint
from cgtraining.completion.access import may_see_list
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState
from cgtraining.completion.queries import list_by_id
from cgtraining.database import db
from cgtraining.documents.pdf import UnreadablePicture, WrongLength
from cgtraining.documents.picture import first_page_picture
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
        chips=_chips(found),
        mend=_mending_address(graduate_list),
    )


@blueprint.get("/graduate-lists/<int:list_id>/certificates/preview")
@allow(may_see_list, load=list_by_id)
def preview(graduate_list: GraduateList) -> ResponseReturnValue:
    page = page_of(queries.entries_awarded(graduate_list.id), PICTURES)
    namesakes = queries.namesakes_in(graduate_list.cohort_id)
    shown = [
        (candidate, _mark(compose(award_of(candidate.entry, namesakes)).facts))
        for candidate in inspected(graduate_list, page.items, entries_on(graduate_list))
    ]
    return render_template("certificates/preview.html", **_about(graduate_list), page=page, shown=shown)


@blueprint.get("/graduate-lists/<int:list_id>/certificates/preview/<int:entry_id>.png")
@allow(may_see_entry, load=queries.entry_awarded)
def preview_picture(entry: GraduateEntry) -> ResponseReturnValue:
    """The picture of the very PDF that would be issued, but for number and code; made now, and kept nowhere here."""
    facts = compose(award_of(entry, queries.namesakes_in(entry.graduate_list.cohort_id))).facts
    db.session.rollback()  # nothing is read from here on, and drawing takes long
    try:
        pdf = render_certificate(facts, art_of(facts))
    except (WrongLength, UnreadablePicture):
        abort(404)  # the page says in words what is wrong
    small = request.args.get("size") == "small"
    drawn = first_page_picture(pdf, SMALL_WIDTH, SMALL_COLOURS) if small else first_page_picture(pdf)
    return Response(drawn, mimetype="image/png", headers={"Cache-Control": KEPT_FOR_AN_HOUR})


def _about(graduate_list: GraduateList) -> dict[str, object]:
    run = queries.run_of_list(graduate_list.id)
    approved = graduate_list.state is ListState.APPROVED
    return {"graduates": graduate_list, "cohort": graduate_list.cohort, "run": run, "approved": approved}


def _chips(found: Inspection) -> list[tuple[str | None, object, int]]:
    """The weights that occur; nothing where nothing was found."""
    counted = [(one.value, one.label, len(found.rows(one.value))) for one in Weight]
    chips: list[tuple[str | None, object, int]] = [chip for chip in counted if chip[2]]
    return [(None, _("All"), len(found.rows())), *chips] if chips else []


def _mark(facts: CertificateFacts) -> str:
    """Another one as soon as anything printed changes, so that nobody looks at an old picture."""
    return sha256(repr(facts).encode()).hexdigest()[:12]


def _mending_address(graduate_list: GraduateList) -> Callable[..., str | None]:
    """Where a finding is mended: an address, or None where it is not in a page."""
    cohort = graduate_list.cohort
    fixed = {
        Mending.LIST: url_for("completion.show_list", list_id=graduate_list.id),
        Mending.ISSUING: url_for("programs.show_issuing", program_id=cohort.program_id),
        Mending.PROGRAM: url_for("programs.edit_program", program_id=cohort.program_id),
        Mending.COHORT: url_for("cohorts.edit_cohort", cohort_id=cohort.id),
    }

    def address(finding: Finding, entry: GraduateEntry | None = None) -> str | None:
        if finding.mending is Mending.CERTIFICATE:
            return url_for("certificates.show_certificate", certificate_id=finding.row_id)
        if finding.mending is Mending.HOLDER and entry:
            return _holder_address(entry)
        return fixed.get(finding.mending)

    return address


def _holder_address(entry: GraduateEntry) -> str:
    person = entry.enrolment.person
    if may_edit_person(me(), person):
        return url_for("people.edit_person", person_id=person.id)
    return url_for("cohorts.show_enrolment", enrolment_id=entry.enrolment_id)
