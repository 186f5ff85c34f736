"""Programs and curricula: the tables by subject."""

from cgtraining.programs.models.curricula import (
    Curriculum,
    CurriculumStatus,
    Module,
    SessionKind,
    Unit,
)
from cgtraining.programs.models.programs import (
    Competency,
    IssuerRole,
    Program,
    ProgramIssuer,
    ProgramRole,
    ProgramStaff,
    Signatory,
    Sponsorship,
)

__all__ = [
    "Competency",
    "Curriculum",
    "CurriculumStatus",
    "IssuerRole",
    "Module",
    "Program",
    "ProgramIssuer",
    "ProgramRole",
    "ProgramStaff",
    "SessionKind",
    "Signatory",
    "Sponsorship",
    "Unit",
]
