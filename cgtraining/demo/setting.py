"""Where the story takes place: the office, its program, its curriculum and who works there."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from cgtraining import storage
from cgtraining.demo import curriculum as plan
from cgtraining.demo.cast import STAFF, Character
from cgtraining.demo.people import add_character, give_account
from cgtraining.people.models import Organization, Person
from cgtraining.people.operations import organization_named
from cgtraining.programs.models import Competency, Curriculum, IssuerRole, Module, Program, ProgramRole, SessionKind
from cgtraining.programs.operations import content, curricula, issuing, keeping, staffing

BEGINNING = date(2018, 1, 8)
ISSUERS = (
    ("雪松社区治理研修院", "Cedar Institute of Community Governance", "cedar", IssuerRole.ISSUER),
    ("青屿公益基金会", "Qingyu Philanthropy Foundation", "qingyu", IssuerRole.CO_ISSUER),
    ("南湾社区发展促进会", "Nanwan Council for Community Development", "nanwan", IssuerRole.CO_ISSUER),
)
SIGNATORIES = (
    ("方文宁", "FANG Wenning", "院长", "Dean", "fang-wenning"),
    ("王文立", "WANG Wenli", "理事长", "Chair of the Board", "wang-wenli"),
)
ADMINISTRATOR = Character("管守正", "GUAN Shouzheng", "male", "雪松社区治理研修院", "系统管理员", "广东省", "深圳")


@dataclass(frozen=True)
class Setting:
    program: Program
    curriculum: Curriculum
    administrator: Person
    office: Person
    head: Person
    trainer: Person
    class_teacher: Person
    mentor: Person
    partner: Person
    sponsor: Organization


def build() -> Setting:
    administrator = add_character(ADMINISTRATOR, "admin", 1, None)
    give_account(administrator, administrator=True)
    organizations = [_issuer(name_zh, name_en, art, administrator) for name_zh, name_en, art, _role in ISSUERS]
    mailboxes = ("office", "head", "trainer", "teacher", "mentor", "partner")
    staff = [add_character(one, box, 1, administrator) for one, box in zip(STAFF, mailboxes, strict=True)]
    for person in staff:
        give_account(person)
    office, head, trainer, teacher, mentor, partner = staff
    program = _program(organizations, administrator)
    for person, role in ((head, ProgramRole.HEAD), (office, ProgramRole.ADMINISTRATOR)):
        staffing.add_program_staff(program=program, person=person, role=role, since=BEGINNING, actor=administrator)
    sponsor = organizations[1]
    staffing.add_sponsorship(
        program=program, organization=sponsor, person=partner, since=BEGINNING, actor=administrator
    )
    taught = _curriculum(program, office)
    return Setting(program, taught, administrator, office, head, trainer, teacher, mentor, partner, sponsor)


def art(name: str) -> bytes:
    return files("cgtraining.demo.art").joinpath(f"{name}.svg").read_bytes()


def _issuer(name_zh: str, name_en: str, drawn: str, actor: Person) -> Organization:
    organization = organization_named(name_zh, name_en, actor=actor)
    organization.logo_key, organization.seal_key = f"demo/logo-{drawn}.svg", f"demo/seal-{drawn}.svg"
    storage.save_file(organization.logo_key, art(f"logo-{drawn}"))
    storage.save_file(organization.seal_key, art(f"seal-{drawn}"))
    return organization


def _program(organizations: list[Organization], actor: Person) -> Program:
    values = keeping.ProgramValues("CEDAR", *plan.PROGRAM_TITLE, *plan.PROGRAM_SUMMARY)
    program = keeping.create_program(values=values, actor=actor)
    for organization, (_zh, _en, _art, role) in zip(organizations, ISSUERS, strict=True):
        issuing.add_issuer(program=program, organization=organization, role=role, actor=actor)
    for name_zh, name_latin, title_zh, title_en, drawn in SIGNATORIES:
        key = f"demo/signature-{drawn}.svg"
        storage.save_file(key, art(f"signature-{drawn}"))
        issuing.add_signatory(
            program=program,
            name_zh=name_zh,
            name_latin=name_latin,
            title_zh=title_zh,
            title_en=title_en,
            signature_key=key,
            actor=actor,
        )
    return program


def _curriculum(program: Program, actor: Person) -> Curriculum:
    competencies = [
        content.add_competency(program=program, code=code, title_zh=zh, title_en=en, actor=actor)
        for code, zh, en in plan.COMPETENCIES
    ]
    made = curricula.create_curriculum(
        program=program, values=curricula.CurriculumValues(*plan.CURRICULUM_TITLE), actor=actor
    )
    for number, planned in enumerate(plan.MODULES):
        module = content.add_module(curriculum=made, title_zh=planned.title_zh, title_en=planned.title_en, actor=actor)
        _add_units(module, planned.units, competencies[number : number + 2], actor)
    return curricula.publish_curriculum(curriculum=made, actor=actor)


def _add_units(
    module: Module, units: tuple[plan.PlannedUnit, ...], competencies: list[Competency], actor: Person
) -> None:
    for unit in units:
        content.add_unit(
            module=module,
            title_zh=unit.title_zh,
            title_en=unit.title_en,
            kind=SessionKind(unit.kind),
            class_hours=unit.class_hours,
            competencies=competencies,
            actor=actor,
        )
