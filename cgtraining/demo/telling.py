"""Telling the story into an empty database, and saying how to look at it."""

from collections.abc import Callable

from sqlalchemy import func, select, update

from cgtraining import clock
from cgtraining.certificates.codes import Code
from cgtraining.certificates.models import Certificate, NumberState
from cgtraining.cohorts.models import Cohort
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.demo import finished, underway
from cgtraining.demo.people import PASSWORD
from cgtraining.demo.setting import build
from cgtraining.language.choosing import in_language
from cgtraining.mail.models import Channel, Delivery, DeliveryState
from cgtraining.people.models import Account, Person

SIGN_INS = (
    ("platform administrator 平台管理员", "admin"),
    ("course administrator   教务管理员", "office"),
    ("program head           项目负责人", "head"),
    ("trainer                讲师", "trainer"),
    ("mentor                 导师", "mentor"),
    ("partner                资助方", "partner"),
    ("trainee                学员", "trainee04"),
    ("graduate               结业学员", "cedar2018-01"),
)


def tell_if_empty(say: Callable[[str], None]) -> None:
    """Seed an empty database with the story, and say how to sign in. In an application context."""
    if not db.session.scalar(select(func.count()).select_from(Person)):
        say("The demo is being told: a cohort of 2018 with its certificates, and one in mid-course …")
        with in_language("zh"):
            _tell(say)
    _say_how_to_sign_in(say)


def _tell(say: Callable[[str], None]) -> None:
    setting = build()
    db.session.commit()
    say("  the program, its curriculum and its people are there")
    finished.tell(setting)
    say("  30 leaders were taught, and their certificates issued")
    underway.tell(setting)
    say("  the present cohort has work waiting for every role")
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
    query = (
        select(Certificate.code)
        .where(Certificate.state == NumberState.ISSUED)
        .join(Cohort, Cohort.id == Certificate.cohort_id)
    )
    code = db.session.scalar(query.order_by(Certificate.id).limit(1))
    if code:
        say(f"Verify a certificate: {settings().address('/verify/' + Code(code).grouped)}")
    say("")
