"""A class as it may come: long and short names, a minority name with ·, a missing English name, no group, no phone."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cgtraining import demo
from cgtraining.class_papers.models import PaperTexts
from cgtraining.cohorts.models import Cohort, Enrolment, Group
from cgtraining.cohorts.queries import enrolments_of
from cgtraining.database import db
from cgtraining.language.names import sort_key
from cgtraining.programs.models import ProgramIssuer
from cgtraining.storage import save_file
from tests import factories

SEAL = Path(demo.__file__).with_name("art") / "seal-cedar.svg"

NAMES = (
    ("王芳", "WANG Fang"),
    ("欧阳文", "OUYANG Wen"),
    ("阿依古丽·买买提", "Ayguli Maimaiti"),
    ("李小龙", None),
    ("司马相如", "SIMA Xiangru"),
    (None, "Maria-Fernanda Østergård de la Cruz Rodríguez"),
    ("吕布", "LYU Bu"),
)
MORE = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ("伟", "秀英", "建国", "敏", "静怡", "磊", "海燕", "志强", "丽", "俊杰")


def a_class(number: int = len(NAMES), groups: int = 2) -> Cohort:
    cohort = factories.cohort()
    made = [
        Group(cohort=cohort, title_zh=f"第{one}组", title_en=f"Group {one}", place=one) for one in range(1, groups + 1)
    ]
    db.session.add_all(made)
    db.session.flush()
    for position, (zh, latin) in enumerate(_names(number)):
        person = factories.person(
            zh, latin, sort_key=sort_key(zh, latin), organization=factories.organization(), position_zh="秘书长",
            position_en="Secretary-general", province_code="440000",
        )  # fmt: skip
        factories.enrolment(cohort, person, group=made[position % groups] if groups and position % 5 != 4 else None)
    return cohort


def with_sessions(cohort: Cohort, days: int = 2) -> Cohort:
    """Each with a morning and an afternoon, and an evening on the first."""
    for day in range(days):
        morning = datetime(2026, 3, 9, 1, 0, tzinfo=UTC) + timedelta(days=day)
        factories.class_session(cohort, morning, title_zh="社区协商", title_en="Deliberation", venue_zh="第一教室")
        factories.class_session(cohort, morning + timedelta(hours=5), title_zh="参与式规划", title_en=None)
    factories.class_session(
        cohort, datetime(2026, 3, 9, 11, 30, tzinfo=UTC), title_zh="小组讨论", title_en="Group work",
        ends_at=datetime(2026, 3, 9, 13, 0, tzinfo=UTC),
    )  # fmt: skip
    return cohort


def with_texts(cohort: Cohort) -> Cohort:
    """What the letter and the reply slip need; the second issuer puts its seal by itself."""
    db.session.add(
        PaperTexts(
            cohort=cohort, place_zh="深圳市福田区会议中心一楼大厅", place_en="Lobby of the conference centre, Futian",
            ask_zh="赵老师 0755-2345 6789", ask_en="Ms Zhao, +86 755 2345 6789", hotel_needs_identity=True,
            reports_at=datetime(2026, 2, 28, 6, 0, tzinfo=UTC), reply_by=date(2026, 2, 14),
        )
    )  # fmt: skip
    issuer = cohort.program.issuers[0]
    issuer.organization.seal_key = "seal.svg"
    save_file("seal.svg", SEAL.read_bytes())
    db.session.add(
        ProgramIssuer(program=cohort.program, organization=factories.organization(), signs_off=True, place=2)
    )
    db.session.flush()
    db.session.refresh(cohort.program)
    return cohort


def enrolments_in_order(cohort: Cohort) -> Sequence[Enrolment]:
    return enrolments_of(cohort)


def _names(number: int) -> Sequence[tuple[str | None, str | None]]:
    made = [
        (f"{MORE[at % len(MORE)]}{GIVEN[at // len(MORE) % len(GIVEN)]}", f"TRAINEE Number-{at}")
        for at in range(max(0, number - len(NAMES)))
    ]
    return [*NAMES[:number], *made]
