"""Reading certificates, and what happened to them."""

from collections.abc import Callable, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from cgtraining.certificates.codes import Code
from cgtraining.certificates.models import (
    Certificate,
    CertificateEvent,
    CertificateKind,
    NumberState,
)
from cgtraining.cohorts.models import Cohort, CohortStaff, Enrolment
from cgtraining.database import db
from cgtraining.mail.models import Message
from cgtraining.people.models import Person

Names = tuple[str | None, str | None]


def certificate_by_id(certificate_id: int) -> Certificate | None:
    query = select(Certificate).where(Certificate.id == certificate_id)
    query = query.options(joinedload(Certificate.replaced_by), joinedload(Certificate.person))
    return db.session.scalars(query).one_or_none()


def certificate_by_code(code: Code) -> Certificate | None:
    """Only issued certificates are known to strangers; with the one that replaced it."""
    query = select(Certificate).where(Certificate.code == code.value, Certificate.state == NumberState.ISSUED)
    return db.session.scalars(query.options(joinedload(Certificate.replaced_by))).one_or_none()


def certificates_by_codes(codes: Sequence[Code]) -> dict[str, Certificate]:
    """Those of them that were issued, by their codes."""
    query = select(Certificate).where(Certificate.code.in_([code.value for code in codes]))
    query = query.where(Certificate.state == NumberState.ISSUED).options(joinedload(Certificate.replaced_by))
    return {certificate.code: certificate for certificate in db.session.scalars(query)}


def certificate_by_sha256(digest: str) -> Certificate | None:
    query = select(Certificate).where(Certificate.sha256 == digest, Certificate.state == NumberState.ISSUED)
    return db.session.scalars(query.options(joinedload(Certificate.replaced_by))).first()


def certificates_of_person(person: Person) -> Sequence[Certificate]:
    """Issued ones, newest first."""
    query = select(Certificate).where(Certificate.person_id == person.id, Certificate.state == NumberState.ISSUED)
    return db.session.scalars(query.order_by(Certificate.award_date.desc(), Certificate.id.desc())).all()


def certificates_of_cohort(cohort: Cohort) -> Sequence[Certificate]:
    """Every number that the cohort used, pending and void ones too, in the order of numbers."""
    return db.session.scalars(certificates_in(cohort)).all()


def certificates_in(cohort: Cohort) -> Select[Certificate]:
    query = select(Certificate).where(Certificate.cohort_id == cohort.id)
    query = query.options(joinedload(Certificate.person))
    return query.order_by(Certificate.year, Certificate.series, Certificate.number)


def issued_in(cohort: Cohort) -> Sequence[Certificate]:
    """Issued certificates with a stored file that still count: neither replaced nor revoked."""
    query = certificates_in(cohort).where(Certificate.state == NumberState.ISSUED, Certificate.pdf_key.is_not(None))
    return db.session.scalars(query.where(Certificate.replaced_at.is_(None), Certificate.revoked_at.is_(None))).all()


def files_of(cohort: Cohort) -> list[tuple[str, str | None, str]]:
    """Of the same: serial, the holder's name as printed, key of the PDF; columns only, as there may be thousands."""
    names = [Certificate.facts[name].as_string() for name in ("name_zh", "name_latin")]
    name = func.coalesce(*(func.nullif(one, "") for one in names))
    query = select(Certificate.serial, name, Certificate.pdf_key).where(Certificate.cohort_id == cohort.id)
    query = query.where(Certificate.state == NumberState.ISSUED, Certificate.pdf_key.is_not(None))
    query = query.where(Certificate.replaced_at.is_(None), Certificate.revoked_at.is_(None))
    found = db.session.execute(query.order_by(Certificate.year, Certificate.number))
    return [(serial, holder, key) for serial, holder, key in found if key]


def standing_certificates_of(person_id: int, cohort_id: int, kind: CertificateKind) -> Sequence[Certificate]:
    """Those of this kind that the person already has of the cohort, or that are being printed; no revoked ones."""
    query = select(Certificate).where(Certificate.person_id == person_id, Certificate.cohort_id == cohort_id)
    query = query.where(Certificate.kind == kind)
    query = query.where(Certificate.state != NumberState.VOID, Certificate.revoked_at.is_(None))
    return db.session.scalars(query.where(Certificate.replaced_at.is_(None)).order_by(Certificate.id)).all()


def certificate_locked(certificate_id: int) -> Certificate:
    """As it is now, and held until the transaction ends."""
    query = select(Certificate).where(Certificate.id == certificate_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def events_of(certificate: Certificate) -> Sequence[CertificateEvent]:
    """What happened to it, newest first, with the authors."""
    query = select(CertificateEvent).where(CertificateEvent.certificate_id == certificate.id)
    query = query.options(joinedload(CertificateEvent.actor))
    return db.session.scalars(query.order_by(CertificateEvent.id.desc())).all()


def unprinted_replacements() -> Sequence[int]:
    """Pending certificates that no run will finish."""
    query = select(Certificate.id).where(Certificate.state == NumberState.PENDING, Certificate.run_item_id.is_(None))
    return db.session.scalars(query.order_by(Certificate.id)).all()


def standing_certificates_in(cohort_id: int) -> dict[tuple[int, CertificateKind], list[Certificate]]:
    """As `standing_certificates_of`, of everybody in the cohort, by person and kind."""
    query = select(Certificate).where(Certificate.cohort_id == cohort_id, Certificate.person_id.is_not(None))
    query = query.where(Certificate.state != NumberState.VOID, Certificate.revoked_at.is_(None))
    found: dict[tuple[int, CertificateKind], list[Certificate]] = {}
    for one in db.session.scalars(query.where(Certificate.replaced_at.is_(None)).order_by(Certificate.id)):
        found.setdefault((one.person_id or 0, one.kind), []).append(one)
    return found


def namesakes_in(cohort_id: int) -> set[Names]:
    """The names, in both scripts, that more than one person of the cohort has, as a trainee or by a role."""
    trainees = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort_id)
    staff = select(CohortStaff.person_id).where(CohortStaff.cohort_id == cohort_id)
    query = select(Person.name_zh, Person.name_latin).where(Person.id.in_(trainees.union(staff)))
    query = query.group_by(Person.name_zh, Person.name_latin)
    return {(zh, latin) for zh, latin in db.session.execute(query.having(func.count() > 1))}


def messages_about(certificates: Sequence[Certificate], purpose_of: Callable[[int], str]) -> dict[int, Message]:
    """The announcement of each certificate that has one, with its deliveries."""
    purposes = {purpose_of(certificate.id): certificate.id for certificate in certificates}
    query = select(Message).where(Message.purpose.in_(purposes)).options(selectinload(Message.deliveries))
    return {purposes[message.purpose]: message for message in db.session.scalars(query)}
