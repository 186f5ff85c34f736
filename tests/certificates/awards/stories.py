"""Lists of awards of a cohort that was taught for two days, made the real way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cgtraining import clock
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark, MarkSource
from cgtraining.certificates.awards.approving import approve_awards
from cgtraining.certificates.awards.candidates import Candidate, Wording, candidates_for
from cgtraining.certificates.awards.drafting import change_awards, draft_awards
from cgtraining.certificates.models import AwardList, CertificateKind
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from tests import factories
from tests.certificates.factories import cedar

HONOUR, APPOINTMENT, HOURS = CertificateKind.HONOUR, CertificateKind.APPOINTMENT, CertificateKind.HOURS
NOW = datetime(2026, 6, 1, 2, tzinfo=UTC)
AWARDED = date(2026, 6, 30)
REASON = BilingualText("牵头完成社区议事厅试点", "leading the pilot of a community meeting hall")


@contextmanager
def in_june() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def taught(cohort: Cohort | None = None) -> Cohort:
    """Two sessions of four hours, on 9 March and 1 May."""
    cohort = cohort or cedar()
    factories.class_session(cohort, title_zh="参与式规划", title_en="Participatory planning")
    factories.class_session(cohort, datetime(2026, 5, 1, 1, tzinfo=UTC), title_zh="居民议事", title_en="Deliberation")
    return cohort


def attended(enrolment: Enrolment, sessions: int = 2) -> Enrolment:
    query = db.select(ClassSession).filter_by(cohort_id=enrolment.cohort_id).order_by(ClassSession.starts_at)
    for session in db.session.scalars(query.limit(sessions)):
        db.session.add(
            Mark(session=session, enrolment=enrolment, status=AttendanceStatus.PRESENT, source=MarkSource.REGISTER)
        )
    db.session.flush()
    return enrolment


def draft(cohort: Cohort, kind: CertificateKind, **values: Any) -> AwardList:
    with in_june():
        return draft_awards(cohort=cohort, kind=kind, **({"award_date": AWARDED, "actor": None} | values))


def chosen(award_list: AwardList, wording: Wording | None = None) -> dict[str, Wording]:
    """Every candidate, with this wording or the one that is proposed."""
    return {one.key: wording or one.proposed for one in candidates_for(award_list)}


def change(award_list: AwardList, wordings: dict[str, Wording], **values: Any) -> AwardList:
    given = {"award_date": AWARDED, "actor": None, "version": award_list.version} | values
    given.setdefault("counted_until", award_list.counted_until)
    with in_june():
        return change_awards(award_list=award_list, chosen=wordings, **given)


def approved(award_list: AwardList, **values: Any) -> AwardList:
    with in_june():
        return approve_awards(award_list=award_list, **({"actor": None} | values))


def approved_honours(cohort: Cohort, **values: Any) -> AwardList:
    """Of every trainee of the cohort."""
    made = draft(cohort, HONOUR)
    return approved(change(made, chosen(made, Wording(reason=REASON))), **values)


def only_candidate(award_list: AwardList) -> Candidate:
    (found,) = candidates_for(award_list)
    return found


def worded(proposed: Wording, **values: Any) -> Wording:
    return replace(proposed, **values)
