"""The papers that need nothing but the data."""

from datetime import date

from flask import Response, request
from flask.typing import ResponseReturnValue

from cgtraining.audit.operations import record
from cgtraining.class_papers import access
from cgtraining.class_papers.asking import Asked, asked_for
from cgtraining.class_papers.sheets import approval, handbook, leave, lists, naming, sign_in
from cgtraining.class_papers.views import blueprint
from cgtraining.class_papers.views.answering import XLSX, answer, wanted_language, wanted_wording
from cgtraining.completion.access import may_see_list
from cgtraining.completion.models import GraduateList
from cgtraining.completion.queries import list_by_id
from cgtraining.people.access import me
from cgtraining.spreadsheets.writing import write_workbook
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file

PAPERS = "/cohorts/<int:cohort_id>/papers"


@blueprint.get(f"{PAPERS}/handbook.<any(pdf,xlsx):form>")
@allow(access.may_read_handed_out, load=asked_for)
def handbook_of_class(asked: Asked) -> ResponseReturnValue:
    return answer(handbook.handbook(asked.cohort, wanted_language()), asked.form)


@blueprint.get(f"{PAPERS}/roster.<any(pdf,xlsx):form>")
@allow(access.may_print, load=asked_for)
def roster(asked: Asked) -> ResponseReturnValue:
    return answer(lists.roster(asked.cohort, wanted_language()), asked.form)


@blueprint.get(f"{PAPERS}/contacts.<any(pdf,xlsx):form>")
@allow(access.may_read_handed_out, load=asked_for)
def contacts(asked: Asked) -> ResponseReturnValue:
    return answer(lists.contact_list(asked.cohort, wanted_language()), asked.form)


@blueprint.post(f"{PAPERS}/contacts-internal.<any(pdf,xlsx):form>")
@allow(access.may_print_contacts, load=asked_for)
def office_contacts(asked: Asked) -> ResponseReturnValue:
    """A POST, as it is noted who took everybody's numbers."""
    record("cohort.contacts_printed", asked.cohort, actor=me(), form=asked.form)
    return answer(lists.office_contact_list(asked.cohort, wanted_language()), asked.form)


@blueprint.get(f"{PAPERS}/badges.<any(pdf,xlsx):form>")
@allow(access.may_print, load=asked_for)
def badges(asked: Asked) -> ResponseReturnValue:
    return answer(naming.badges(asked.cohort, wanted_wording()), asked.form)


@blueprint.get(f"{PAPERS}/table-cards.<any(pdf,xlsx):form>")
@allow(access.may_print, load=asked_for)
def table_cards(asked: Asked) -> ResponseReturnValue:
    return answer(naming.table_cards(asked.cohort, wanted_wording()), asked.form)


@blueprint.get(f"{PAPERS}/sign-in.<any(pdf,xlsx):form>")
@allow(access.may_print, load=asked_for)
def sign_in_sheets(asked: Asked) -> ResponseReturnValue:
    """Of the day in `?day=`, or of all."""
    return answer(sign_in.sign_in_sheets(asked.cohort, wanted_language(), _day()), asked.form)


@blueprint.get(f"{PAPERS}/leave-slip.<any(pdf,xlsx):form>")
@allow(access.may_read_handed_out, load=asked_for)
def leave_slips(asked: Asked) -> ResponseReturnValue:
    return answer(leave.leave_slips(asked.cohort, wanted_language()), asked.form)


@blueprint.get("/graduate-lists/<int:list_id>/sheet.xlsx")
@allow(may_see_list, load=list_by_id)
def approval_workbook(graduate_list: GraduateList) -> ResponseReturnValue:
    language = wanted_language()
    workbook = write_workbook([approval.approval_sheet_to_write(graduate_list, language)])
    name = f"{graduate_list.cohort.code}-approval-{graduate_list.number}-{language}.xlsx"
    return call_file(Response(workbook, mimetype=XLSX), name, attached=True)


def _day() -> date | None:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None
