"""Reading designs, and which one a program uses."""

from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import func, or_, select
from sqlalchemy.orm import SessionTransaction, joinedload, selectinload

from cgtraining.certificates.design_facts import DesignFacts
from cgtraining.certificates.models import CertificateKind, Design, DesignChoice, DesignVersion
from cgtraining.certificates.shipped import shipped_design
from cgtraining.database import db
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id

Chosen = dict[CertificateKind, DesignFacts]
_known: WeakKeyDictionary[SessionTransaction, dict[int, Chosen]] = WeakKeyDictionary()


class DesignHere(NamedTuple):
    """A program, and a design that it may use."""

    program: Program
    design: Design


class VersionHere(NamedTuple):
    program: Program
    version: DesignVersion


def design_for(program_id: int, kind: CertificateKind) -> DesignFacts:
    """What the program's next certificate of this kind is set by; asked once in a transaction, for many holders."""
    transaction = db.session().get_transaction()
    known = _known.setdefault(transaction, {}) if transaction else {}
    if program_id not in known:
        known[program_id] = {choice.kind: choice.version.facts for choice in choices_of(program_id)}
    return known[program_id].get(kind) or shipped_design(kind.value)


def forget_choices() -> None:
    """Within this transaction another design is chosen."""
    if transaction := db.session().get_transaction():
        _known.pop(transaction, None)


def choices_of(program_id: int) -> Sequence[DesignChoice]:
    query = select(DesignChoice).where(DesignChoice.program_id == program_id)
    return db.session.scalars(query.options(joinedload(DesignChoice.version).joinedload(DesignVersion.design))).all()


def choice_of(program_id: int, kind: CertificateKind) -> DesignChoice | None:
    return db.session.scalars(select(DesignChoice).filter_by(program_id=program_id, kind=kind)).one_or_none()


def designs_of(program: Program) -> Sequence[Design]:
    """Its own and those for every program, by kind, with their versions."""
    query = select(Design).where(or_(Design.program_id == program.id, Design.program_id.is_(None)))
    return db.session.scalars(query.options(selectinload(Design.versions)).order_by(Design.kind, Design.id)).all()


def design_here(program_id: int, design_id: int) -> DesignHere | None:
    program = program_by_id(program_id)
    design = db.session.get(Design, design_id, options=[selectinload(Design.versions)])
    return DesignHere(program, design) if program and design and design.program_id in (None, program.id) else None


def version_here(program_id: int, design_version_id: int) -> VersionHere | None:
    program = program_by_id(program_id)
    version = db.session.get(DesignVersion, design_version_id, options=[joinedload(DesignVersion.design)])
    if program is None or version is None or version.design.program_id not in (None, program.id):
        return None
    return VersionHere(program, version)


def draft_of(design: Design) -> DesignVersion | None:
    query = select(DesignVersion).where(DesignVersion.design_id == design.id, DesignVersion.frozen_at.is_(None))
    return db.session.scalars(query.order_by(DesignVersion.number.desc()).limit(1)).one_or_none()


def highest_number(design: Design) -> int:
    query = select(func.max(DesignVersion.number)).where(DesignVersion.design_id == design.id)
    return db.session.scalar(query) or 0


def programs_using(design: Design) -> Sequence[tuple[int, str]]:
    """The number of the version, and the code of each program that uses it now."""
    query = select(DesignVersion.number, Program.code).join(DesignChoice, DesignChoice.version_id == DesignVersion.id)
    query = query.join(Program, Program.id == DesignChoice.program_id).where(DesignVersion.design_id == design.id)
    return [(number, code) for number, code in db.session.execute(query.order_by(Program.code))]
