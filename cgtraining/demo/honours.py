"""Beside the certificates of 2018: letters of appointment, a statement of hours in mid-course, and two honours."""

from collections.abc import Sequence
from datetime import date, timedelta

from cgtraining import clock
from cgtraining.certificates import runs
from cgtraining.certificates.awards.approving import approve_awards
from cgtraining.certificates.awards.candidates import Wording, candidates_for
from cgtraining.certificates.awards.drafting import change_awards, draft_awards
from cgtraining.certificates.issuing import start_award_run
from cgtraining.certificates.models import AwardList, CertificateKind
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.demo.setting import Setting
from cgtraining.demo.teaching import ten_in_the_morning
from cgtraining.language.text import BilingualText

REASONS = {
    "林沐晨": BilingualText(
        "牵头完成社区议事厅实践项目并带动同组学员",
        "leading the practice project of a community meeting hall and drawing the whole group along",
    ),
    "叶知秋": BilingualText(
        "以居民协商推动老旧小区加装电梯，形成可推广的工作方法",
        "bringing residents to agree on lifts for old buildings by a method that other communities now use",
    ),
}
ASKED_ON, COUNTED_UNTIL = date(2018, 12, 10), date(2018, 12, 2)


def appoint(setting: Setting, cohort: Cohort) -> None:
    """Handed over when the course began."""
    with clock.frozen(ten_in_the_morning(cohort.starts_on - timedelta(days=4))):
        letters = draft_awards(
            cohort=cohort, kind=CertificateKind.APPOINTMENT, award_date=cohort.starts_on, actor=setting.office
        )
        _approve_and_issue(setting, letters)


def state_hours(setting: Setting, cohort: Cohort, asked: Sequence[Enrolment]) -> None:
    """The offices of two trainees asked in mid-course; one of them had left the cohort by then."""
    with clock.frozen(ten_in_the_morning(ASKED_ON)):
        statements = draft_awards(
            cohort=cohort,
            kind=CertificateKind.HOURS,
            award_date=ASKED_ON,
            counted_until=COUNTED_UNTIL,
            only=[one.id for one in asked],
            actor=setting.office,
        )
        _approve_and_issue(setting, statements)


def honour(setting: Setting, cohort: Cohort, on: date) -> None:
    with clock.frozen(ten_in_the_morning(on)):
        honours = draft_awards(cohort=cohort, kind=CertificateKind.HONOUR, award_date=on, actor=setting.office)
        wordings = {
            one.key: Wording(reason=REASONS[one.person.name_zh])
            for one in candidates_for(honours)
            if one.person.name_zh in REASONS
        }
        change_awards(award_list=honours, award_date=on, chosen=wordings, actor=setting.office, version=honours.version)
        _approve_and_issue(setting, honours)


def _approve_and_issue(setting: Setting, award_list: AwardList) -> None:
    db.session.commit()
    approve_awards(award_list=award_list, actor=setting.head)
    run = start_award_run(award_list=award_list, actor=setting.office)
    db.session.commit()
    runs.proceed(run.id)
