from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import func, select

from cgtraining import tasks
from cgtraining.database import db
from cgtraining.mail.models import Channel, Delivery, Message
from cgtraining.people import messages
from tests import factories


def greeting() -> tuple[str, str]:
    return _("Male"), _("Female")


def channels(message: Message) -> dict[Channel, str]:
    return {delivery.channel: delivery.address for delivery in message.deliveries}


def test_a_message_is_written_in_the_language_of_its_reader(app: Flask) -> None:
    english = messages.tell(
        person=factories.person(preferred_language="en"), purpose="a", write=greeting, link="https://example.org/x"
    )
    chinese = messages.tell(person=factories.person(), purpose="b", write=greeting)
    assert (english.subject, english.body, english.link) == ("Male", "Female", "https://example.org/x")
    assert (chinese.subject, chinese.body, chinese.link) == ("男", "女", None)


def test_channels_are_mail_or_else_sms_and_always_a_text_to_copy(app: Flask) -> None:
    both = factories.person(email="a@example.org", phone="+8613800000001")
    phone = factories.person(email=None, phone="+8613800000002")
    neither = factories.person(email=None, phone=None)
    said = [channels(messages.tell(person=p, purpose=f"p{p.id}", write=greeting)) for p in (both, phone, neither)]
    assert said == [
        {Channel.WECHAT_COPY: "", Channel.MAIL: "a@example.org"},
        {Channel.WECHAT_COPY: "", Channel.SMS: "+8613800000002"},
        {Channel.WECHAT_COPY: ""},
    ]


def test_the_same_thing_is_never_said_twice(app: Flask) -> None:
    someone = factories.person()
    first = messages.tell(person=someone, purpose="same", write=greeting)
    second = messages.tell(person=someone, purpose="same", write=lambda: ("other", "other"))
    assert second is first
    assert db.session.scalar(select(func.count(Delivery.id))) == 2


def test_two_at_the_same_moment_say_it_once(app: Flask, monkeypatch) -> None:
    someone = factories.person()
    first = messages.tell(person=someone, purpose="same", write=greeting)
    answers = iter([None, first])
    monkeypatch.setattr(messages, "_said", lambda purpose: next(answers))
    assert messages.tell(person=someone, purpose="same", write=greeting) is first
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_a_secret_goes_to_the_given_addresses_only(app: Flask) -> None:
    message = messages.tell_secretly(
        person=factories.person(), purpose="code", write=greeting, to={Channel.SMS: "+8613800000001"}
    )
    assert (channels(message), message.confidential) == ({Channel.SMS: "+8613800000001"}, True)


def test_only_what_can_be_sent_is_woken(app: Flask, monkeypatch) -> None:
    woken: list[tuple[str, int]] = []
    monkeypatch.setattr(tasks, "wake", lambda kind, row_id: woken.append((kind, row_id)))
    message = messages.tell(person=factories.person(), purpose="a", write=greeting)
    messages.wake_deliveries(message)
    [mail] = [delivery for delivery in message.deliveries if delivery.channel is Channel.MAIL]
    assert woken == [("delivery", mail.id)]
