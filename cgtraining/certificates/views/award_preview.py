"""Before a list of awards is issued: what stands in the way, and how every paper of it will look."""

from functools import partial

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates import queries
from cgtraining.certificates.awaited_seals import preview_facts
from cgtraining.certificates.awards.access import may_prepare_awards
from cgtraining.certificates.awards.papers import award_sheet
from cgtraining.certificates.awards.queries import award_list_by_id, entry_by_id, run_of_awards
from cgtraining.certificates.inspection import entries_on, inspect_list, inspected
from cgtraining.certificates.issuing import award_of
from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind
from cgtraining.certificates.seals import waiting_seals
from cgtraining.certificates.views import blueprint
from cgtraining.certificates.views.inspecting import PICTURES, ROWS, chips_of, drawn, mark_of, mending_address
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import language
from cgtraining.people.models import Person
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of_rows


def may_see_award(person: Person, entry: AwardEntry) -> bool:
    return may_prepare_awards(person, entry.award_list)


@blueprint.get("/award-lists/<int:award_list_id>/papers")
@allow(may_prepare_awards, load=award_list_by_id)
def inspect_awards(award_list: AwardList) -> ResponseReturnValue:
    _refuse_unwritten(award_list)
    found = inspect_list(award_list)
    return render_template(
        "certificates/inspection.html",
        **_about(award_list),
        found=found,
        page=page_of_rows(found.rows(request.args.get("weight") or None), ROWS),
        chips=chips_of(found),
        mend=mending_address(award_list, url_for("certificates.show_awards", award_list_id=award_list.id)),
    )


@blueprint.get("/award-lists/<int:award_list_id>/papers/preview")
@allow(may_prepare_awards, load=award_list_by_id)
def preview_awards(award_list: AwardList) -> ResponseReturnValue:
    _refuse_unwritten(award_list)
    everyone = list(entries_on(award_list))
    page = page_of_rows(everyone, PICTURES)
    namesakes, waiting = queries.namesakes_in(award_list.cohort_id), waiting_seals(award_list)
    shown = [
        (candidate, mark_of(preview_facts(award_of(candidate.entry, namesakes), waiting)))
        for candidate in inspected(award_list, page.items, everyone)
    ]
    return render_template("certificates/preview.html", **_about(award_list), page=page, shown=shown)


@blueprint.get("/award-lists/<int:award_list_id>/papers/preview/<int:award_entry_id>.png")
@allow(may_see_award, load=entry_by_id)
def award_picture(entry: AwardEntry) -> ResponseReturnValue:
    _refuse_unwritten(entry.award_list)
    namesakes = queries.namesakes_in(entry.award_list.cohort_id)
    return drawn(preview_facts(award_of(entry, namesakes), waiting_seals(entry.award_list)))


@blueprint.get("/award-lists/<int:award_list_id>/sheet.pdf")
@allow(may_prepare_awards, load=award_list_by_id)
def award_approval_sheet(award_list: AwardList) -> ResponseReturnValue:
    """In the reader's language; `?lang=` chooses."""
    response = Response(award_sheet(award_list, language()), mimetype="application/pdf")
    name = f"{award_list.cohort.code}-{award_list.kind.value}-{award_list.number}-{language()}.pdf"
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


@blueprint.get("/award-lists/<int:award_list_id>/people/<int:award_entry_id>")
@allow(may_see_award, load=entry_by_id)
def award_record(entry: AwardEntry) -> ResponseReturnValue:
    """On what the decision on one person stands; there is none before the approval."""
    if not entry.facts:
        raise RuleBroken(_("The decision record is written when the list is approved."))
    award_list = entry.award_list
    context = {"entry": entry, "award_list": award_list, "cohort": award_list.cohort}
    return render_template("certificates/awards/decision.html", **context)


def _about(award_list: AwardList) -> dict[str, object]:
    return {
        "awards": award_list,
        "graduates": None,
        "cohort": award_list.cohort,
        "run": run_of_awards(award_list.id),
        "approved": award_list.is_approved,
        "inspect_url": url_for("certificates.inspect_awards", award_list_id=award_list.id),
        "preview_url": url_for("certificates.preview_awards", award_list_id=award_list.id),
        "issue_url": url_for("certificates.issue_awards", award_list_id=award_list.id),
        "picture_of": partial(_picture_url, award_list),
    }


def _picture_url(award_list: AwardList, entry_id: int, mark: str) -> str:
    return url_for("certificates.award_picture", award_list_id=award_list.id, award_entry_id=entry_id, of=mark)


def _refuse_unwritten(award_list: AwardList) -> None:
    if award_list.kind is CertificateKind.HOURS and not award_list.is_approved:
        raise RuleBroken(_("The sessions are put together when the list is approved. Look at the statements then."))
