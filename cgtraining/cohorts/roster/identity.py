"""Who a row is: by telephone and e-mail; name and organization only suggest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cgtraining.cohorts.models import Enrolment, Group
from cgtraining.cohorts.roster.remarks import Remark, RemarkCode, remark
from cgtraining.cohorts.roster.rows import UsableRow
from cgtraining.cohorts.roster.spelling import same_latin, same_text
from cgtraining.language.romanisation import suggest_latin
from cgtraining.people.models import Person


@dataclass
class Known:
    """Whom the office knows, as far as some rows may mean them. Names are casefolded; groups go by their titles;
    `out_of_reach` are those whose data the one who imports may not change.
    """

    by_phone: dict[str, list[Person]] = field(default_factory=dict)
    by_email: dict[str, list[Person]] = field(default_factory=dict)
    by_name: dict[str, list[Person]] = field(default_factory=dict)
    by_id: dict[int, Person] = field(default_factory=dict)
    enrolments: dict[int, Enrolment] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    out_of_reach: set[int] = field(default_factory=set)

    def add(self, person: Person) -> None:
        self.by_id[person.id] = person
        if person.phone:
            self.by_phone.setdefault(person.phone, []).append(person)
        if person.email:
            self.by_email.setdefault(person.email, []).append(person)
        for name in filter(None, (person.name_zh, person.name_latin)):
            self.by_name.setdefault(name.casefold(), []).append(person)


@dataclass(frozen=True)
class Identity:
    """The one person meant, or nobody known; `must_choose` when the rules cannot tell."""

    person: Person | None = None
    remark: Remark | None = None
    candidates: tuple[Person, ...] = ()
    must_choose: bool = False


def identify(row: UsableRow, known: Known) -> Identity:
    reached = holders(row, known)
    if not reached:
        return by_name_only(row, known)
    common = [person for person in reached[0] if all(person in others for others in reached)]
    if not common:
        return undecided(RemarkCode.TWO_PEOPLE, distinct(reached))
    if len(common) > 1:
        common = told_apart(row, common)
    if len(common) > 1:
        return undecided(RemarkCode.SEVERAL_PEOPLE, common)
    return Identity(common[0]) if same_person_name(row, common[0]) else undecided_name(row, common[0])


def holders(row: UsableRow, known: Known) -> list[list[Person]]:
    """For telephone and for e-mail, where anyone has them: those who do; of several, the ones with this name."""
    by_phone, by_email = known.by_phone.get(row.phone or "", []), known.by_email.get(row.email or "", [])
    return [narrowed(row, people) for people in (by_phone, by_email) if people]


def narrowed(row: UsableRow, people: list[Person]) -> list[Person]:
    return [person for person in people if same_person_name(row, person)] or people


def told_apart(row: UsableRow, people: list[Person]) -> list[Person]:
    return [person for person in people if same_organization(row, person)] or people


def distinct(groups: Iterable[Sequence[Person]]) -> list[Person]:
    return list({person.id: person for people in groups for person in people}.values())


def undecided(code: RemarkCode, people: Sequence[Person], value: str = "") -> Identity:
    return Identity(remark=remark(code, value), candidates=tuple(people), must_choose=True)


def undecided_name(row: UsableRow, person: Person) -> Identity:
    code = RemarkCode.PHONE_OF_ANOTHER if row.phone == person.phone else RemarkCode.EMAIL_OF_ANOTHER
    return undecided(code, [person], person.name_zh or person.name_latin or "")


def by_name_only(row: UsableRow, known: Known) -> Identity:
    namesakes = known.by_name.get(row.name.casefold(), [])
    if not row.phone and not row.email:
        return among_unreachable([each for each in namesakes if not another_organization(row, each)], known)
    colleagues = [person for person in namesakes if same_organization(row, person)]
    if any(person.id in known.enrolments for person in colleagues):
        return undecided(RemarkCode.NAMESAKE_HERE, colleagues)
    return Identity(remark=remark(RemarkCode.NAMESAKE), candidates=tuple(colleagues)) if colleagues else Identity()


def among_unreachable(namesakes: list[Person], known: Known) -> Identity:
    """Within one cohort, name and organization are enough for someone who gave nothing else."""
    here = [person for person in namesakes if person.id in known.enrolments]
    silent = [person for person in here if not person.phone and not person.email] or here
    if len(silent) == 1:
        return Identity(silent[0])
    return undecided(RemarkCode.NAMESAKE_UNREACHABLE, namesakes) if namesakes else Identity()


def same_person_name(row: UsableRow, person: Person) -> bool:
    """In the script that both have; else by the pinyin of the one in Chinese."""
    if row.name_zh and person.name_zh:
        return row.name_zh == person.name_zh
    mine = row.name_latin or (suggest_latin(row.name_zh) if row.name_zh else None)
    theirs = person.name_latin or (suggest_latin(person.name_zh) if person.name_zh else None)
    return same_latin(mine, theirs)


def same_organization(row: UsableRow, person: Person) -> bool:
    if person.organization is None:
        return row.organization is None
    names = (person.organization.name_zh, person.organization.name_en)
    return any(same_text(row.organization, name) for name in names)


def another_organization(row: UsableRow, person: Person) -> bool:
    """Both are known, and they differ."""
    return bool(row.organization and person.organization) and not same_organization(row, person)
