"""Noting what was posted, of many papers at once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining import clock
from cgtraining.certificates import queries
from cgtraining.certificates.access import may_manage_run
from cgtraining.certificates.ceremony.forms import PostingForm
from cgtraining.certificates.ceremony.orders import Paper, papers_of
from cgtraining.certificates.ceremony.posting import Parcel, note_posted, postings_of
from cgtraining.certificates.models import IssueRun
from cgtraining.certificates.views import blueprint
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of_rows
from cgtraining.web.saving import save

ROWS = 100


@blueprint.route("/certificate-runs/<int:run_id>/posting", methods=["GET", "POST"])
@allow(may_manage_run, load=queries.run_by_id)
def posting(run: IssueRun) -> ResponseReturnValue:
    papers = papers_of(run)
    form = PostingForm(posted_on=clock.today(run.cohort.timezone))
    if form.validate_on_submit() and (count := save(form, lambda: _note_all(papers, form))):
        flash(ngettext("%(num)s paper is noted as posted.", "%(num)s papers are noted as posted.", count), "good")
        return redirect(url_for("certificates.posting", run_id=run.id, page=request.args.get("page")))
    posted = postings_of([paper.certificate.id for paper in papers])
    return render_template(
        "certificates/ceremony/posting.html",
        run=run,
        cohort=run.cohort,
        form=form,
        page=page_of_rows([(paper, posted.get(paper.certificate.id)) for paper in papers], ROWS),
        given=request.form,
    )


def _note_all(papers: list[Paper], form: PostingForm) -> int:
    """How many had a number; all of them or, if one is refused, none."""
    numbers = {paper: request.form.get(f"number-{paper.certificate.id}", "").strip() for paper in papers}
    by_id = sorted(numbers.items(), key=lambda pair: pair[0].certificate.id)  # as everyone locks: two at once wait
    noted = [_note(paper, number, form) for paper, number in by_id if number]
    if not noted:
        raise RuleBroken(_("Write the tracking number beside at least one name."))
    return len(noted)


def _note(paper: Paper, number: str, form: PostingForm) -> object:
    parcel = Parcel(form.carrier.data, number, form.posted_on.data)
    return note_posted(certificate=paper.certificate, parcel=parcel, tells=form.tells.data, actor=me())
