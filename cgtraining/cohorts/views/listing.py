"""The list of cohorts."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cgtraining.cohorts import lists
from cgtraining.cohorts.access import may_create_cohorts
from cgtraining.cohorts.models import CohortStatus
from cgtraining.cohorts.views import blueprint
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.numbers import row_number
from cgtraining.web.paging import page_of


@blueprint.get("/")
@allow(is_signed_in)
def list_cohorts() -> ResponseReturnValue:
    person, wanted = me(), wanted_cohorts()
    page = page_of(lists.cohorts_listed(person, wanted))
    return render_template(
        "cohorts/list.html",
        page=page,
        trainees=lists.count_trainees([cohort.id for cohort in page.items]),
        counts=lists.count_by_status(person, wanted),
        programs=lists.programs_with_cohorts(person),
        known_statuses=CohortStatus,
        filtered=wanted != lists.CohortFilter(),
        may_create=may_create_cohorts(person),
    )


def wanted_cohorts() -> lists.CohortFilter:
    """The filter in the address; what is not understood is left out."""
    status = request.args.get("status")
    return lists.CohortFilter(
        text=request.args.get("q", "").strip(),
        status=CohortStatus(status) if status in {one.value for one in CohortStatus} else None,
        program_id=request.args.get("program", type=row_number),
        sort=request.args.get("sort", ""),
    )
