"""Who may see and change designs."""

from cgtraining.certificates.designing.queries import DesignHere, VersionHere
from cgtraining.certificates.models import Design
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.access import may_manage_program


def may_see_design(person: Person, here: DesignHere) -> bool:
    return may_manage_program(person, here.program)


def may_change_design(person: Person, here: DesignHere) -> bool:
    """A design for every program is the platform administrator's."""
    return may_manage_program(person, here.program) and _is_theirs(person, here.design)


def may_see_version(person: Person, here: VersionHere) -> bool:
    return may_manage_program(person, here.program)


def may_change_version(person: Person, here: VersionHere) -> bool:
    return may_manage_program(person, here.program) and _is_theirs(person, here.version.design)


def may_choose_version(person: Person, here: VersionHere) -> bool:
    """Choosing a draft freezes it, so a draft is chosen by whoever may change it."""
    return may_see_version(person, here) if here.version.frozen_at else may_change_version(person, here)


def _is_theirs(person: Person, design: Design) -> bool:
    return design.program_id is not None or is_platform_administrator(person)
