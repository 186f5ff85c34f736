"""The cohort of 2018: taught for a year, certificates issued, and every standing that a stranger can meet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession
from cgtraining.certificates import runs
from cgtraining.certificates.issuing import start_run
from cgtraining.certificates.models import Certificate, CertificateKind
from cgtraining.certificates.operations import (
    replace_certificate,
    revoke_certificate,
    set_expiry,
    suspend_certificate,
)
from cgtraining.certificates.printing import print_replacement
from cgtraining.certificates.queries import certificates_of_cohort
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment, EnrolmentState
from cgtraining.cohorts.operations import CohortValues, change_state, set_status
from cgtraining.completion.operations.approving import approve_list
from cgtraining.completion.operations.listing import draft_list
from cgtraining.database import db
from cgtraining.demo import honours, teaching
from cgtraining.demo.cast import CEDAR_2018
from cgtraining.demo.opening import confirm_names, open_cohort
from cgtraining.demo.papers import tell_of_papers
from cgtraining.demo.people import give_account
from cgtraining.demo.setting import Setting
from cgtraining.demo.teaching import ten_in_the_morning
from cgtraining.people.operations import confirm_profile
from cgtraining.people.values import values_of_person

STARTS, ENDS, AWARD = date(2018, 7, 14), date(2019, 7, 13), date(2019, 7, 20)
OF_GRADUATES = (CertificateKind.COMPLETION, CertificateKind.ATTENDANCE)
WEEKENDS = (date(2018, 7, 14), date(2018, 9, 14), date(2018, 11, 30), date(2019, 3, 15), date(2019, 7, 11))
DAYS = tuple(friday + timedelta(days=number) for friday in WEEKENDS for number in range(3))


def tell(setting: Setting) -> Cohort:
    """Commits as it goes, like the office did over the year. The first trainee of the list can sign in."""
    with clock.frozen(ten_in_the_morning(STARTS - timedelta(days=30))):
        cohort, enrolments = _open(setting)
    honours.appoint(setting, cohort)
    sessions = _teach(setting, cohort, enrolments)
    with clock.frozen(ten_in_the_morning(date(2019, 6, 1))):
        confirm_names([one.person for one in enrolments if one.state is EnrolmentState.ENROLLED])
    _mark(setting, sessions, enrolments)
    honours.state_hours(setting, cohort, [enrolments[3], enrolments[-2]])
    _score(setting, cohort, enrolments)
    db.session.commit()
    _finish(setting, cohort)
    honours.honour(setting, cohort, AWARD)
    _change_afterwards(setting, cohort)
    return cohort


def _open(setting: Setting) -> tuple[Cohort, list[Enrolment]]:
    values = CohortValues("CEDAR-2018", "雪松计划第一期", "Cedar Program, Cohort 1", STARTS, ENDS, capacity=30)
    cohort, enrolments = open_cohort(setting, values, CEDAR_2018, "cedar2018-")
    give_account(enrolments[0].person)
    set_status(cohort=cohort, status=CohortStatus.RUNNING, actor=setting.office)
    db.session.commit()
    return cohort, enrolments


def _teach(setting: Setting, cohort: Cohort, enrolments: Sequence[Enrolment]) -> list[ClassSession]:
    with clock.frozen(ten_in_the_morning(STARTS - timedelta(days=10))):
        sessions = teaching.plan_sessions(cohort, DAYS, (setting.trainer, setting.class_teacher), setting.office)
    with clock.frozen(ten_in_the_morning(date(2018, 10, 20))):
        change_state(
            enrolment=enrolments[-2],
            state=EnrolmentState.WITHDRAWN,
            on=date(2018, 10, 20),
            reason="工作调动，无法继续参加",
            actor=setting.office,
        )
    db.session.commit()
    return sessions


def _mark(setting: Setting, sessions: Sequence[ClassSession], enrolments: Sequence[Enrolment]) -> None:
    """Two were absent too often and get a certificate of attendance; the others miss a little, as people do."""
    chance = Random(2018)
    absent = MarkValue(AttendanceStatus.ABSENT)
    for number, session in enumerate(sessions):
        present = [one for one in enrolments if one.state is EnrolmentState.ENROLLED or number < 6]
        exceptions = teaching.usual_exceptions(chance, present[:-2])
        if number % 3 == 1:
            exceptions |= {enrolments[5].id: absent, enrolments[16].id: absent}
        teaching.mark_session(session, present, exceptions, setting.class_teacher)
    db.session.commit()


def _score(setting: Setting, cohort: Cohort, enrolments: Sequence[Enrolment]) -> None:
    chance = Random(20)
    with clock.frozen(ten_in_the_morning(ENDS)):
        items = teaching.add_items(cohort, (date(2018, 11, 30), date(2019, 3, 30), ENDS), setting.office)
        staying = [one for one in enrolments if one.state is EnrolmentState.ENROLLED]
        for item in items:
            teaching.score(item, {one.id: chance.randint(72, 97) for one in staying}, setting.trainer)
            item.released_at = clock.now()


def _finish(setting: Setting, cohort: Cohort) -> None:
    with clock.frozen(ten_in_the_morning(AWARD)):
        graduates = draft_list(cohort=cohort, award_date=AWARD, actor=setting.office)
        db.session.commit()
        approve_list(graduate_list=graduates, actor=setting.head)
        db.session.commit()
        run = start_run(graduate_list=graduates, actor=setting.office)
        set_status(cohort=cohort, status=CohortStatus.FINISHED, actor=setting.office)
        db.session.commit()
        runs.proceed(run.id)


def _change_afterwards(setting: Setting, cohort: Cohort) -> None:
    """A name was spelled otherwise in the passport; one certificate was given in error; and so on."""
    certificates = [one for one in certificates_of_cohort(cohort) if one.kind in OF_GRADUATES]
    misspelt = next(one for one in certificates if one.person and one.person.name_zh == "孟知夏")
    _replace(setting, misspelt)
    tell_of_papers(setting, certificates, misspelt)
    actor = setting.head
    with clock.frozen(ten_in_the_morning(date(2020, 1, 6))):
        revoke_certificate(certificate=certificates[7], reason="经核实，实践项目材料不实", actor=actor)
        suspend_certificate(certificate=certificates[12], reason="实践项目材料待核实", actor=actor)
        set_expiry(
            certificate=certificates[18], valid_until=date(2022, 7, 19), reason="按合作协议，有效期三年", actor=actor
        )
        db.session.commit()


def _replace(setting: Setting, certificate: Certificate) -> None:
    """Her passport writes her name in an older romanisation, which she notices after the ceremony."""
    person = certificate.person
    if person is None:
        raise ValueError("the story replaces the certificate of someone who is still known")
    with clock.frozen(ten_in_the_morning(date(2019, 9, 2))):
        values = replace(values_of_person(person), name_latin="MENG Chih-hsia")
        confirm_profile(person=person, version=person.version, values=values, consents=True)
        new = replace_certificate(certificate=certificate, reason="英文姓名与护照不一致", actor=setting.office)
        db.session.commit()
        print_replacement(new.id)
