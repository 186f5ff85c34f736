from datetime import date
from decimal import Decimal

from cgtraining.assessments.models import Score
from cgtraining.assessments.queries import without_entry
from cgtraining.cohorts.models import ClassOffice
from cgtraining.cohorts.operations import add_group, appoint_member, assign_group
from cgtraining.database import db
from tests import factories


def test_a_leader_sees_who_of_the_group_has_not_handed_in_and_no_score(sign_in, app) -> None:
    cohort = factories.cohort()
    group = add_group(cohort=cohort, title_zh="第一组", title_en=None, actor=None)
    names = ("李雷", "韩梅梅", "林涛", "吴外组")
    leader, without, excused, outside = [factories.enrolment(cohort, factories.person(name, None)) for name in names]
    assign_group(enrolments=[leader, without, excused], group=group, actor=None)
    appoint_member(enrolment=leader, office=ClassOffice.GROUP_LEADER, actor=None)
    due = factories.graded_item(cohort, title_zh="调研报告", due_on=date(2020, 1, 1))
    factories.graded_item(cohort, title_zh="结业答辩", due_on=date(2999, 1, 1))
    db.session.add(Score(item=due, enrolment=leader, points=Decimal("87.5")))
    db.session.add(Score(item=due, enrolment=excused, points=None, excused=True))
    db.session.flush()
    assert without_entry(cohort, group) == [(due, [without.person])]
    assert without_entry(cohort, None) == [(due, [without.person, outside.person])]
    page = sign_in(leader.person).get(f"/my/class/{cohort.id}/not-handed-in").text
    assert "韩梅梅" in page
    assert not any(hidden in page for hidden in ("林涛", "吴外组", "87.5", "结业答辩"))
    assert sign_in(without.person).get(f"/my/class/{cohort.id}/not-handed-in").status_code == 404
