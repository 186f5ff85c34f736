"""Lists of honours, letters of appointment and statements of class hours that wait for somebody."""

from collections.abc import Collection, Iterator

from flask import url_for
from flask_babel import gettext as _

from cgtraining.certificates.awards.queries import award_lists_waiting
from cgtraining.certificates.models import AwardList
from cgtraining.completion.two_approvals import may_give_second
from cgtraining.home.roles import Roles
from cgtraining.home.steps import MOST_OF_A_KIND, Step
from cgtraining.home.words import title_of
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole


def steps_of_awards(cohort_ids: Collection[int], person: Person, roles: Roles) -> Iterator[Step]:
    for one in award_lists_waiting(cohort_ids)[:MOST_OF_A_KIND]:
        address = url_for("certificates.show_awards", award_list_id=one.id)
        if one.is_approved:
            yield Step(_("Issue what is approved"), _detail(one), address, "award")
        elif _approves(one, person, roles):
            yield Step(_("Approve a list of awards"), _detail(one), address, "list-check", "attention")
        else:
            yield Step(_("A list of awards waits for approval"), _detail(one), address, "list-check")


def _approves(award_list: AwardList, person: Person, roles: Roles) -> bool:
    """The head, and the platform administrator; of two approvals whoever has not given the first."""
    heads = ProgramRole.HEAD in roles.in_programs.get(award_list.cohort.program_id, ())
    is_free = not award_list.is_waiting or may_give_second(award_list, person)
    return (heads or roles.platform_administrator) and is_free


def _detail(award_list: AwardList) -> str:
    return _("%(kind)s, %(cohort)s", kind=award_list.kind.label, cohort=title_of(award_list.cohort))
