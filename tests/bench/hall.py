"""A hall of people with phones: one open session, and for each phone what a browser would send to check in."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeSerializer, URLSafeTimedSerializer
from sqlalchemy import insert, select

from cgtraining import clock
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.operations import open_check_in
from cgtraining.attendance.views import seen
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.people.models import Account, Person
from tests import factories
from tests.bench.phones import Phone
from tests.bench.rosters import FAMILY, GIVEN

# As the library keeps from which browser somebody signed in: ours names none.
AT_HOME = hashlib.sha512(b"b'127.0.0.1'|None").hexdigest()


@dataclass(frozen=True)
class Hall:
    session: ClassSession
    keeper: Person
    phones: Sequence[Phone]


def fill_hall(app: Flask, people: int) -> Hall:
    """Everybody is enrolled, signed in, and has seen the code on the screen just now."""
    cohort = factories.cohort(factories.curriculum(factories.program(code="HALL")))
    session = factories.class_session(cohort, clock.now() - timedelta(minutes=5))
    keeper = factories.program_staff(cohort.program)
    open_check_in(session=session, actor=keeper)
    keys = _seat(cohort, people)
    db.session.commit()
    return Hall(session, keeper, [_phone(app, session, key) for key in keys])


def _seat(cohort: Cohort, people: int) -> list[str]:
    """The keys of their accounts."""
    db.session.execute(insert(Person), [_person(number) for number in range(people)])
    ids = db.session.scalars(select(Person.id).where(Person.sort_key.like("hall %")).order_by(Person.sort_key)).all()
    keys = [secrets.token_hex(16) for _ in ids]
    accounts = [
        {"person_id": i, "email": f"hall{i}@example.org", "fs_uniquifier": key}
        for i, key in zip(ids, keys, strict=True)
    ]
    day = {"state_since": cohort.starts_on, "joined_on": cohort.starts_on}
    db.session.execute(insert(Account), accounts)
    db.session.execute(insert(Enrolment), [{"cohort_id": cohort.id, "person_id": i, **day} for i in ids])
    return keys


def _person(number: int) -> dict[str, object]:
    name = FAMILY[number % len(FAMILY)] + GIVEN[number // 7 % len(GIVEN)] + GIVEN[number // 3 % len(GIVEN)]
    return {"name_zh": name, "name_latin": f"WANG Xiaoming {number}", "sort_key": f"hall {number:06d}"}


def _phone(app: Flask, session: ClassSession, key: str) -> Phone:
    token = secrets.token_hex(20)
    signed_in = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    assert signed_in is not None
    cookie = signed_in.dumps({"_user_id": key, "_id": AT_HOME, "_fresh": True, "csrf_token": token})
    code = URLSafeSerializer(app.config["SECRET_KEY"], salt="check-in-seen")
    saw = code.dumps([session.id, int(clock.now().timestamp()), 0])
    form = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(token)
    return Phone(f"session={cookie}; language=zh; {seen.COOKIE}={saw}; device={token}", urlencode({"csrf_token": form}))
