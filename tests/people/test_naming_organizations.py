"""The name of an organization stands on certificates, so a trainee cannot write it."""

from collections.abc import Callable

from flask.testing import FlaskClient

from cgtraining.audit.queries import history_of
from cgtraining.database import db
from cgtraining.people.models import Organization, Person
from cgtraining.people.operations import organization_named
from tests import factories

FORM = {"name_zh": "王芳", "name_latin": "WANG Fang", "gender": "", "preferred_language": "zh", "consents": "y"}


def test_a_trainee_does_not_name_the_issuer_in_the_other_language(
    app, sign_in: Callable[[Person], FlaskClient]
) -> None:
    issuer = factories.organization(name_zh="雪松公益学院", name_en=None)
    trainee = factories.person()
    names = {"organization_zh": "雪松公益学院", "organization_en": "Fake Institute", "version": trainee.version}

    page = sign_in(trainee).post("/profile", data=FORM | names, follow_redirects=True)

    db.session.expire_all()
    assert db.session.get_one(Organization, issuer.id).name_en is None
    assert db.session.get_one(Person, trainee.id).organization_id == issuer.id
    assert "雪松公益学院" in page.text
    assert "请联系培训办公室" in page.text


def test_staff_of_one_program_do_not_name_the_issuer_of_another(app) -> None:
    organization = factories.organization(name_zh="雪松公益学院", name_en=None)

    organization_named("雪松公益学院", "Fake Institute", actor=factories.program_staff(factories.program()))

    assert organization.name_en is None


def test_what_a_platform_administrator_completes_is_on_record(app) -> None:
    staff = factories.platform_administrator()
    organization = factories.organization(name_zh="雪松公益学院", name_en=None)

    organization_named("雪松公益学院", "Cedar Institute", actor=staff)

    assert organization.name_en == "Cedar Institute"
    assert [(entry.action, entry.actor_id) for entry in history_of(organization)] == [
        ("organization.changed", staff.id)
    ]
