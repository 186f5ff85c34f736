"""Programs, curricula and the dated roles of their people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from cgtraining import clock
from cgtraining.database import db
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.models import (
    Competency,
    Curriculum,
    CurriculumStatus,
    Module,
    Program,
    ProgramIssuer,
    ProgramRole,
    ProgramStaff,
    Signatory,
    Sponsorship,
    Unit,
)


def in_force(dated: Any, day: date | ColumnElement[date] | None = None) -> ColumnElement[bool]:
    """Whether a dated role (a table with `since` and `until`) holds on `day`, today unless given."""
    day = clock.today() if day is None else day
    return and_(dated.since <= day, or_(dated.until.is_(None), dated.until > day))


def program_by_id(program_id: int) -> Program | None:
    return db.session.get(Program, program_id)


def curriculum_by_id(curriculum_id: int) -> Curriculum | None:
    """With its modules, units and their competencies."""
    units = selectinload(Curriculum.modules).selectinload(Module.units)
    query = select(Curriculum).options(units.selectinload(Unit.competencies))
    return db.session.scalars(query.where(Curriculum.id == curriculum_id)).unique().one_or_none()


def curriculum_of_module(module_id: int) -> Curriculum | None:
    module = db.session.get(Module, module_id)
    return curriculum_by_id(module.curriculum_id) if module else None


def module_by_id(module_id: int) -> Module | None:
    return db.session.get(Module, module_id, options=[joinedload(Module.curriculum), selectinload(Module.units)])


def unit_by_id(unit_id: int) -> Unit | None:
    return db.session.get(Unit, unit_id, options=[joinedload(Unit.module).joinedload(Module.curriculum)])


def program_ids_of_staff(person: Person) -> Select[int]:
    """Ids of the programs in which the person is head or administrator today, for use inside another query."""
    return select(ProgramStaff.program_id).where(ProgramStaff.person_id == person.id, in_force(ProgramStaff))


def sponsorships_of(person: Person) -> Sequence[Sponsorship]:
    """The sponsorships whose contact the person is today."""
    query = select(Sponsorship).where(Sponsorship.person_id == person.id, in_force(Sponsorship))
    query = query.options(joinedload(Sponsorship.program), joinedload(Sponsorship.organization))
    return db.session.scalars(query.order_by(Sponsorship.id)).all()


def roles_in_programs(person: Person) -> dict[int, set[ProgramRole]]:
    """The roles that the person holds today, by program id."""
    query = select(ProgramStaff.program_id, ProgramStaff.role)
    query = query.where(ProgramStaff.person_id == person.id, in_force(ProgramStaff))
    found: dict[int, set[ProgramRole]] = {}
    for program_id, role in db.session.execute(query):
        found.setdefault(program_id, set()).add(role)
    return found


def programs_seen_by(person: Person, *, archived: bool = False, text: str = "") -> Select[Program]:
    """Programs that the person may open, by code, with their issuers."""
    query = select(Program).options(selectinload(Program.issuers))
    query = query.where(Program.archived_at.is_not(None) if archived else Program.archived_at.is_(None))
    if not is_platform_administrator(person):
        sponsored = select(Sponsorship.program_id).where(Sponsorship.person_id == person.id, in_force(Sponsorship))
        query = query.where(or_(Program.id.in_(program_ids_of_staff(person)), Program.id.in_(sponsored)))
    if text:
        query = query.where(_mentions(text))
    return query.order_by(Program.code)


def programs_of(person: Person) -> Sequence[Program]:
    """Programs, not archived, that the person manages; all of them for a platform administrator."""
    query = select(Program).where(Program.archived_at.is_(None)).order_by(Program.code)
    if not is_platform_administrator(person):
        query = query.where(Program.id.in_(program_ids_of_staff(person)))
    return db.session.scalars(query).all()


def is_program_staff(person: Person) -> bool:
    """Whether the person manages any program: head or administrator of one, or platform administrator."""
    return is_platform_administrator(person) or db.session.scalar(program_ids_of_staff(person).limit(1)) is not None


def holds_program_role(person: Person, program: Program, *roles: ProgramRole) -> bool:
    """Whether the person holds one of `roles` (any, if none is named) in the program today."""
    query = select(ProgramStaff.id).where(ProgramStaff.program_id == program.id, ProgramStaff.person_id == person.id)
    if roles:
        query = query.where(ProgramStaff.role.in_(roles))
    return db.session.scalar(query.where(in_force(ProgramStaff)).limit(1)) is not None


def has_program_roles_beyond(person: Person, actor: Person) -> bool:
    """Whether the person is head where `actor` is not, or runs or sponsors a program that `actor` does not run."""
    as_head = program_ids_of_staff(actor).where(ProgramStaff.role == ProgramRole.HEAD)
    head_elsewhere = and_(ProgramStaff.role == ProgramRole.HEAD, ProgramStaff.program_id.not_in(as_head))
    elsewhere = ProgramStaff.program_id.not_in(program_ids_of_staff(actor))
    staff = select(ProgramStaff.id).where(ProgramStaff.person_id == person.id, in_force(ProgramStaff))
    sponsor = select(Sponsorship.id).where(Sponsorship.person_id == person.id, in_force(Sponsorship))
    unmanaged = Sponsorship.program_id.not_in(program_ids_of_staff(actor))
    found = (staff.where(or_(head_elsewhere, elsewhere)), sponsor.where(unmanaged))
    return any(db.session.scalar(query.limit(1)) is not None for query in found)


def is_sponsor_contact(person: Person, program: Program) -> bool:
    query = select(Sponsorship.id).where(Sponsorship.program_id == program.id, Sponsorship.person_id == person.id)
    return db.session.scalar(query.where(in_force(Sponsorship)).limit(1)) is not None


def program_with_code(code: str) -> Program | None:
    return db.session.scalars(select(Program).where(func.upper(Program.code) == code.upper())).one_or_none()


def curricula_of(program: Program) -> Sequence[Curriculum]:
    """Newest first, with modules and units."""
    query = select(Curriculum).where(Curriculum.program_id == program.id).order_by(Curriculum.number.desc())
    return db.session.scalars(query.options(selectinload(Curriculum.modules).selectinload(Module.units))).all()


def published_curricula(program_ids: Sequence[int]) -> Sequence[Curriculum]:
    """The versions from which a cohort may be made, newest first within each program."""
    query = select(Curriculum).where(Curriculum.program_id.in_(program_ids))
    query = query.where(Curriculum.status == CurriculumStatus.PUBLISHED).join(Curriculum.program)
    return db.session.scalars(query.order_by(Program.code, Curriculum.number.desc())).all()


def highest_curriculum_number(program: Program) -> int:
    query = select(func.max(Curriculum.number)).where(Curriculum.program_id == program.id)
    return db.session.scalar(query) or 0


def staff_of(program: Program) -> Sequence[ProgramStaff]:
    """All dated roles, those that ended too, with the persons and their organizations."""
    query = select(ProgramStaff).where(ProgramStaff.program_id == program.id).join(ProgramStaff.person)
    query = query.options(joinedload(ProgramStaff.person).joinedload(Person.organization))
    return db.session.scalars(query.order_by(ProgramStaff.until.is_not(None), Person.sort_key)).all()


def program_roles_of(person: Person) -> Sequence[ProgramStaff]:
    """Every role of the person in a program, with the program, the latest first."""
    query = select(ProgramStaff).where(ProgramStaff.person_id == person.id).options(joinedload(ProgramStaff.program))
    return db.session.scalars(query.order_by(ProgramStaff.since.desc(), ProgramStaff.id.desc())).all()


def all_sponsorships_of(person: Person) -> Sequence[Sponsorship]:
    """Those that ended too, the latest first."""
    query = select(Sponsorship).where(Sponsorship.person_id == person.id)
    query = query.options(joinedload(Sponsorship.program), joinedload(Sponsorship.organization))
    return db.session.scalars(query.order_by(Sponsorship.since.desc(), Sponsorship.id.desc())).all()


def staff_with_role(program: Program, person: Person, role: ProgramRole) -> Sequence[ProgramStaff]:
    """Past, present and future rows of one role of one person."""
    query = select(ProgramStaff).where(ProgramStaff.program_id == program.id, ProgramStaff.person_id == person.id)
    return db.session.scalars(query.where(ProgramStaff.role == role)).all()


def sponsorships_in(program: Program) -> Sequence[Sponsorship]:
    query = select(Sponsorship).where(Sponsorship.program_id == program.id)
    query = query.options(joinedload(Sponsorship.organization))
    query = query.options(joinedload(Sponsorship.person).joinedload(Person.organization))
    return db.session.scalars(query.order_by(Sponsorship.until.is_not(None), Sponsorship.id)).all()


def issuer_by_id(issuer_id: int) -> ProgramIssuer | None:
    return db.session.get(ProgramIssuer, issuer_id, options=[joinedload(ProgramIssuer.program)])


def issues_beyond(issuer: ProgramIssuer, person: Person) -> bool:
    """Whether the issuer's organization issues for a program, too, that the person does not manage."""
    query = select(ProgramIssuer.id).where(ProgramIssuer.organization_id == issuer.organization_id)
    if is_platform_administrator(person):
        return False
    unmanaged = ProgramIssuer.program_id.not_in(program_ids_of_staff(person))
    return db.session.scalar(query.where(unmanaged).limit(1)) is not None


def signatory_by_id(signatory_id: int) -> Signatory | None:
    return db.session.get(Signatory, signatory_id, options=[joinedload(Signatory.program)])


def competency_by_id(competency_id: int) -> Competency | None:
    return db.session.get(Competency, competency_id, options=[joinedload(Competency.program)])


def program_staff_by_id(program_staff_id: int) -> ProgramStaff | None:
    return db.session.get(ProgramStaff, program_staff_id, options=[joinedload(ProgramStaff.program)])


def sponsorship_by_id(sponsorship_id: int) -> Sponsorship | None:
    return db.session.get(Sponsorship, sponsorship_id, options=[joinedload(Sponsorship.program)])


def competency_with_code(program: Program, code: str) -> Competency | None:
    query = select(Competency).where(Competency.program_id == program.id, Competency.code == code)
    return db.session.scalars(query).one_or_none()


def _mentions(text: str) -> ColumnElement[bool]:
    columns = (Program.code, Program.title_zh, Program.title_en)
    return or_(*(column.icontains(text, autoescape=True) for column in columns))
