"""Who issues a program's certificates and who signs them. What is already issued does not change with it."""

from flask_babel import gettext as _

from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Organization, Person
from cgtraining.programs.models import IssuerRole, Program, ProgramIssuer, Signatory

MOST_ISSUERS = 4
MOST_SIGNATORIES = 3


def add_issuer(
    *, program: Program, organization: Organization, role: IssuerRole, actor: Person | None
) -> ProgramIssuer:
    """As the last in the order in which issuers stand on the certificate."""
    if any(issuer.organization_id == organization.id for issuer in program.issuers):
        raise RuleBroken(_("This organization issues the program's certificates already."))
    if len(program.issuers) >= MOST_ISSUERS:
        raise RuleBroken(_("A certificate has room for %(most)s issuers.", most=MOST_ISSUERS))
    issuer = ProgramIssuer(organization=organization, role=role, place=len(program.issuers) + 1)
    program.issuers.append(issuer)
    db.session.flush()
    record("program.issuer_added", program, actor=actor, organization=organization.id, role=role.value)
    return issuer


def set_issuer_role(*, issuer: ProgramIssuer, role: IssuerRole, actor: Person | None) -> ProgramIssuer:
    if issuer.role is not role:
        issuer.role = role
        db.session.flush()
        record(
            "program.issuer_role_set",
            issuer.program,
            actor=actor,
            organization=issuer.organization_id,
            role=role.value,
        )
    return issuer


def remove_issuer(*, issuer: ProgramIssuer, actor: Person | None) -> Program:
    program = issuer.program
    program.issuers.remove(issuer)
    _number_again(program.issuers)
    record("program.issuer_removed", program, actor=actor, organization=issuer.organization_id)
    return program


def move_issuer(*, issuer: ProgramIssuer, steps: int, actor: Person | None) -> Program:
    """`steps` -1: one place towards the front."""
    program = issuer.program
    _move(program.issuers, issuer, steps)
    record("program.issuers_ordered", program, actor=actor)
    return program


def add_signatory(
    *,
    program: Program,
    name_zh: str | None,
    name_latin: str | None,
    title_zh: str | None,
    title_en: str | None,
    signature_key: str | None,
    actor: Person | None,
) -> Signatory:
    _check_name(name_zh, name_latin)
    if len(program.signatories) >= MOST_SIGNATORIES:
        raise RuleBroken(_("A certificate has room for %(most)s signatories.", most=MOST_SIGNATORIES))
    signatory = Signatory(
        name_zh=name_zh,
        name_latin=name_latin,
        title_zh=title_zh,
        title_en=title_en,
        signature_key=signature_key,
        place=len(program.signatories) + 1,
    )
    program.signatories.append(signatory)
    db.session.flush()
    record("program.signatory_added", program, actor=actor, signatory=signatory.id)
    return signatory


def change_signatory(
    *,
    signatory: Signatory,
    name_zh: str | None,
    name_latin: str | None,
    title_zh: str | None,
    title_en: str | None,
    signature_key: str | None,
    version: int | str | None,
    actor: Person | None,
    removes_signature: bool = False,
) -> Signatory:
    """`signature_key` None keeps the picture that there is, unless it is said to be removed."""
    signatory.expect_version(version)
    _check_name(name_zh, name_latin)
    signatory.name_zh, signatory.name_latin = name_zh, name_latin
    signatory.title_zh, signatory.title_en = title_zh, title_en
    signatory.signature_key = signature_key or (None if removes_signature else signatory.signature_key)
    db.session.flush()
    record("program.signatory_changed", signatory.program, actor=actor, signatory=signatory.id)
    return signatory


def remove_signatory(*, signatory: Signatory, actor: Person | None) -> Program:
    program = signatory.program
    program.signatories.remove(signatory)
    _number_again(program.signatories)
    record("program.signatory_removed", program, actor=actor, signatory=signatory.id)
    return program


def move_signatory(*, signatory: Signatory, steps: int, actor: Person | None) -> Program:
    program = signatory.program
    _move(program.signatories, signatory, steps)
    record("program.signatories_ordered", program, actor=actor)
    return program


def _check_name(name_zh: str | None, name_latin: str | None) -> None:
    if not name_zh and not name_latin:
        raise RuleBroken(_("Write the signatory's name in Chinese, in Latin script, or in both."))


def _move(rows: list[ProgramIssuer] | list[Signatory], row: ProgramIssuer | Signatory, steps: int) -> None:
    order: list[ProgramIssuer | Signatory] = sorted(rows, key=lambda one: one.place)
    old = order.index(row)
    order.insert(max(0, min(len(order) - 1, old + steps)), order.pop(old))
    _number_again(order)
    rows.sort(key=lambda one: one.place)


def _number_again(rows: list[ProgramIssuer | Signatory] | list[ProgramIssuer] | list[Signatory]) -> None:
    for place, row in enumerate(rows, start=1):
        row.place = place
    db.session.flush()
