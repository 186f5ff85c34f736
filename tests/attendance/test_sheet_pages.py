from io import BytesIO

import pytest
from lxml import html
from PIL import Image
from sqlalchemy import select

from cgtraining import clock, storage
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, MarkSource, SheetPhoto
from cgtraining.attendance.operations import delete_session
from cgtraining.attendance.queries import history_of_mark, marks_in
from cgtraining.attendance.queries.sheets import photos_of
from cgtraining.audit.queries import history_of
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from tests import factories
from tests.access.world import a_pdf
from tests.attendance.factories import ABSENT, DURING, NEXT_WEEK, PRESENT, SICK, WEEK_BEFORE, late, stored

GPS, MAKE = 0x8825, 0x010F


@pytest.fixture
def session(app):
    return factories.class_session(factories.cohort())


@pytest.fixture
def client(sign_in, session):
    return sign_in(factories.cohort_staff(session.cohort, CohortRole.CLASS_TEACHER))


def page_of(client, session, query="") -> html.HtmlElement:
    return html.fromstring(client.get(f"/sessions/{session.id}/sheet{query}").data)


def chosen(page, trainee) -> str:
    return page.xpath(f"string(//select[@name='s-{trainee.id}']/option[@selected]/@value)")


def form_of(page) -> dict[str, str]:
    """What a browser sends for the list as it stands."""
    names = "//form[@id='typed-sheet']//input[@name]"
    form = {field.get("name"): field.get("value", "") for field in page.xpath(names)}
    for field in page.xpath("//form[@id='typed-sheet']//select"):
        form[field.get("name")] = field.xpath("string(option[@selected]/@value)")
    return form


def a_photo(kind="JPEG") -> bytes:
    """30 by 20, taken with the phone held upright, with its place and maker."""
    exif = Image.Exif()
    exif[0x0112], exif[MAKE] = 6, "Honest Phones"
    exif[GPS] = {1: "N", 2: (29.0, 33.0, 0.0)}
    out = BytesIO()
    Image.effect_noise((30, 20), 90).save(out, kind, exif=exif)
    return out.getvalue()


def send_photos(client, session, *files, **form):
    data = {"files": [(BytesIO(content), name) for content, name in files], **form}
    return client.post(f"/sessions/{session.id}/sheet/photos", data=data)


def kept(session) -> list[SheetPhoto]:
    db.session.expire_all()
    return list(photos_of(session))


def test_the_list_has_the_numbers_of_the_sheet_and_presets_who_is_unmarked(client, session) -> None:
    zhou = factories.enrolment(session.cohort, factories.person("周舟", "ZHOU Zhou", sort_key="zhou zhou"))
    an = factories.enrolment(session.cohort, factories.person("安宁", "AN Ning", sort_key="an ning"))
    stored(session, zhou, SICK)
    joins = factories.enrolment(session.cohort, joined_on=session.day.replace(month=5))
    with clock.frozen(DURING):
        page = page_of(client, session)
    assert page.xpath("//tr/@data-number") == ["1", "2"]
    assert [row.xpath("string(.//select/@name)") for row in page.xpath("//tbody/tr")] == [
        f"s-{an.id}", f"s-{zhou.id}", f"s-{joins.id}"
    ]  # fmt: skip
    assert [chosen(page, each) for each in (an, zhou, joins)] == ["present", "sick_leave", ""]


def test_saving_marks_all_from_paper_and_leaves_what_was_not_changed(client, session) -> None:
    there, late_one, sick = (factories.enrolment(session.cohort) for _ in range(3))
    stored(session, sick, SICK)
    with clock.frozen(DURING):
        form = form_of(page_of(client, session)) | {f"s-{late_one.id}": "late", f"m-{late_one.id}": "12"}
        assert client.post(f"/sessions/{session.id}/sheet", data=form).status_code == 302
        again = page_of(client, session)
    db.session.expire_all()
    assert marks_in(session) == {there.id: PRESENT, late_one.id: late(12), sick.id: SICK}
    assert [change.source for change in history_of_mark(session.id, there.id)] == [MarkSource.PAPER]
    assert history_of_mark(session.id, sick.id) == []
    assert again.xpath(f"string(//input[@name='m-{late_one.id}']/@value)") == "12"


def test_who_was_marked_meanwhile_is_shown_and_the_entry_kept(client, session) -> None:
    trainee = factories.enrolment(session.cohort)
    with clock.frozen(DURING):
        form = form_of(page_of(client, session)) | {f"s-{trainee.id}": "late", f"m-{trainee.id}": "5"}
        stored(session, trainee, ABSENT)
        page = html.fromstring(client.post(f"/sessions/{session.id}/sheet", data=form).data)
    db.session.expire_all()
    assert marks_in(session) == {trainee.id: ABSENT}
    assert (chosen(page, trainee), len(page.xpath("//*[@class='remark field-error']"))) == ("late", 1)


def test_an_earlier_mark_of_a_past_day_needs_a_reason(client, session) -> None:
    trainee = factories.enrolment(session.cohort)
    stored(session, trainee, ABSENT)
    with clock.frozen(NEXT_WEEK):
        form = form_of(page_of(client, session)) | {f"s-{trainee.id}": "present"}
        client.post(f"/sessions/{session.id}/sheet", data=form)
        assert marks_in(session) == {trainee.id: ABSENT}
        client.post(f"/sessions/{session.id}/sheet", data=form | {"reason": "纸上有签名"})
    db.session.expire_all()
    assert marks_in(session) == {trainee.id: MarkValue(AttendanceStatus.PRESENT)}


def test_a_session_to_come_has_no_sheet_to_type_and_refuses_one(client, session) -> None:
    trainee = factories.enrolment(session.cohort)
    form = {f"o-{trainee.id}": ":0", f"s-{trainee.id}": "present"}
    with clock.frozen(WEEK_BEFORE):
        assert page_of(client, session).xpath("//select") == []
        answer = client.post(f"/sessions/{session.id}/sheet", data=form, follow_redirects=True)
    assert (marks_in(session), answer.text.count("callout-bad")) == ({}, 1)


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "jpg"), ("PNG", "png")])
def test_a_photo_is_kept_upright_and_without_place_or_maker(client, session, kind, name) -> None:
    assert a_photo(kind).count(b"Honest Phones") == 1
    assert send_photos(client, session, (a_photo(kind), f"签到表.{name}")).status_code == 302
    photo = kept(session)[0]
    answer = client.get(f"/sheet-photos/{photo.id}")
    picture = Image.open(BytesIO(answer.data))
    assert (picture.size, dict(picture.getexif()), answer.data.count(b"Honest")) == ((20, 30), {}, 0)
    assert answer.headers["Content-Disposition"].startswith("inline")
    kept_copy = client.get(f"/sheet-photos/{photo.id}?download=1")
    assert kept_copy.headers["Content-Disposition"].startswith("attachment")


def test_several_pages_are_added_at_once_and_shown_beside_the_list(client, session) -> None:
    send_photos(client, session, (a_photo(), "1.jpg"), (a_pdf(), "2.pdf"))
    page = page_of(client, session)
    first, second = kept(session)
    assert page.xpath("//aside//img/@src") == [f"/sheet-photos/{first.id}"]
    assert page.xpath(f"count(//aside//a[@href='/sheet-photos/{second.id}'])") == 1
    assert [entry.action for entry in history_of(first)] == ["sheet_photo.added"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"#!/bin/sh\n" * 20, b"\0\0\0\x18ftypheic" + bytes(200), a_photo()[:200],
        a_photo()[:300] + b"x" * 300 + b"\xff\xd9",
    ],
)  # fmt: skip
def test_a_file_that_is_no_photo_is_refused_with_its_name_and_nothing_is_kept(client, session, content) -> None:
    answer = send_photos(client, session, (a_photo(), "1.jpg"), (content, "坏的.jpg"))
    summary = html.fromstring(answer.data).xpath("string(//aside//*[contains(@class,'error-summary')])")
    assert ("坏的.jpg" in summary, kept(session)) == (True, [])


def test_no_file_and_too_many_pages_get_a_sentence(client, session) -> None:
    assert "error-summary" in client.post(f"/sessions/{session.id}/sheet/photos", data={}).text
    many = [(a_pdf(), f"{number}.pdf") for number in range(31)]
    assert "error-summary" in send_photos(client, session, *many).text
    assert kept(session) == []


def test_a_removed_page_stays_in_the_history(client, session) -> None:
    send_photos(client, session, (a_photo(), "1.jpg"))
    photo = kept(session)[0]
    with clock.frozen(DURING):
        for _ in range(2):
            client.post(f"/sheet-photos/{photo.id}/remove")
        page = page_of(client, session)
    assert (kept(session)[0].removed_at, page.xpath("//aside//img")) == (DURING, [])
    assert page.xpath(f"count(//details//a[@href='/sheet-photos/{photo.id}'])") == 1
    assert [entry.action for entry in history_of(photo)] == ["sheet_photo.removed", "sheet_photo.added"]
    assert storage.load_file(photo.file_key)


def test_a_locked_register_keeps_its_pages_and_takes_no_marks(client, session) -> None:
    trainee = factories.enrolment(session.cohort)
    session.cohort.curriculum.lock_after_days = 1
    send_photos(client, session, (a_photo(), "1.jpg"))
    photo = kept(session)[0]
    with clock.frozen(NEXT_WEEK):
        page = page_of(client, session)
        removed = client.post(f"/sheet-photos/{photo.id}/remove", follow_redirects=True)
        form = {f"o-{trainee.id}": ":0", f"s-{trainee.id}": "present"}
        marked = client.post(f"/sessions/{session.id}/sheet", data=form, follow_redirects=True)
    assert (page.xpath("//select"), removed.text.count("callout-bad"), marked.text.count("callout-bad")) == ([], 1, 1)
    assert (kept(session)[0].removed_at, marks_in(session)) == (None, {})


@pytest.mark.parametrize("role", [CohortRole.MENTOR, None])
def test_only_those_who_mark_see_the_photos(client, session, sign_in, role) -> None:
    send_photos(client, session, (a_photo(), "1.jpg"))
    person = factories.cohort_staff(session.cohort, role) if role else factories.enrolment(session.cohort).person
    other = sign_in(person)
    addresses = (f"/sheet-photos/{kept(session)[0].id}", f"/sessions/{session.id}/sheet")
    assert [other.get(address).status_code for address in addresses] == [404, 404]


def test_a_session_with_a_signed_sheet_is_not_deleted(client, session) -> None:
    send_photos(client, session, (a_photo(), "1.jpg"))
    with pytest.raises(RuleBroken):
        delete_session(session=session, actor=None)
    assert db.session.scalars(select(SheetPhoto)).one()


def test_a_longer_list_and_more_pages_take_as_many_reads(client, session, count_queries) -> None:
    def more() -> None:
        stored(session, factories.enrolment(session.cohort))
        send_photos(client, session, (a_photo(), "1.jpg"))

    more()
    address = f"/sessions/{session.id}/sheet"
    with_one = count_queries(lambda: client.get(address))
    for _ in range(2):
        more()
    assert count_queries(lambda: client.get(address)) == with_one
