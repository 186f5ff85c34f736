"""Telling the story into an empty database, and saying how to look at it."""

from collections.abc import Callable

from sqlalchemy import select, update

from cgtraining import clock
from cgtraining.certificates.models import Standing
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.demo import designs, ended, finished, questions, quizzes, to_come, underway
from cgtraining.demo.people import PASSWORD
from cgtraining.demo.setting import build
from cgtraining.language.choosing import in_language
from cgtraining.mail.models import Channel, Delivery, DeliveryState
from cgtraining.people.models import Account, Person
from cgtraining.verification.answers import Finding
from cgtraining.verification.samples import sample_codes

SIGN_INS = (
    ("platform administrator 平台管理员", "admin"),
    ("course administrator   教务管理员", "office"),
    ("program head           项目负责人", "head"),
    ("trainer                讲师", "trainer"),
    ("class teacher          班主任", "teacher"),
    ("mentor                 导师", "mentor"),
    ("partner                资助方", "partner"),
    ("trainee                学员", "trainee04"),
    ("trainee, before day 1  新学员", "newcomer01"),
    ("graduate               结业学员", "cedar2018-01"),
)
ANSWERS: dict[object, str] = {
    Standing.REPLACED: "replaced 已换发",
    Standing.SUSPENDED: "suspended 暂停",
    Standing.REVOKED: "revoked 已撤销",
    Standing.EXPIRED: "expired 已过期",
    Finding.UNKNOWN: "unknown 未颁发",
    Finding.MISTYPED: "mistyped 输入有误",
}


def waits_to_be_told() -> bool:
    return db.session.scalar(select(Person.id).limit(1)) is None


def tell_if_empty(say: Callable[[str], None]) -> None:
    """Seed an empty database with the story, and say how to sign in. In an application context."""
    if waits_to_be_told():
        say("The demo is being told: a cohort of 2018 with its certificates, and three of today …")
        with in_language("zh"):
            _tell(say)
    _say_how_to_sign_in(say)
    _say_what_to_verify(say)


def _tell(say: Callable[[str], None]) -> None:
    setting = build()
    designs.draw_up(setting)
    questions.add_bank(setting)
    db.session.commit()
    say("  the program, its curriculum and its people are there")
    finished.tell(setting)
    say("  30 leaders were taught, and their certificates issued")
    quizzes.add_quizzes(setting, underway.tell(setting))
    ended.tell(setting)
    to_come.tell(setting)
    say("  three more cohorts have work waiting for every role: in mid-course, just ended, and to come")
    _let_old_messages_be_sent()


def _let_old_messages_be_sent() -> None:
    """What was said in 2019 was sent in 2019: the worker does not send it today."""
    old = update(Delivery).where(Delivery.channel != Channel.WECHAT_COPY, Delivery.state == DeliveryState.WAITING)
    db.session.execute(old.values(state=DeliveryState.SENT, sent_at=clock.now()))
    db.session.commit()


def _say_how_to_sign_in(say: Callable[[str], None]) -> None:
    say("")
    say(f"Sign in at {settings().address('/sign-in')} with the password {PASSWORD}")
    for role, mailbox in SIGN_INS:
        if db.session.scalar(select(Account.id).where(Account.email == f"{mailbox}@example.org")):
            say(f"  {role:<28} {mailbox}@example.org")


def _say_what_to_verify(say: Callable[[str], None]) -> None:
    """A valid certificate first; the page where a code is typed shows these links too."""
    found = sample_codes()
    for result, code in found.items():
        label = "Verify a certificate" if result is Standing.VALID else f"  {ANSWERS[result]}"
        say(f"{label}: {settings().address('/verify/' + code.grouped)}")
    say("")
