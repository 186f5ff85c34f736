from typing import Any

import pytest
from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import func, select

from cgtraining import tasks
from cgtraining.audit.queries import history_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Channel, Delivery, DeliveryState, Message
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


def sendable(**values: Any) -> Delivery:
    message = messages.tell(person=factories.person(), purpose="a", write=greeting)
    [mail] = [delivery for delivery in message.deliveries if delivery.channel is Channel.MAIL]
    for name, value in values.items():
        setattr(mail, name, value)
    db.session.flush()
    return mail


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.UNCERTAIN])
def test_a_person_may_send_again_what_failed_or_is_in_doubt(app: Flask, state: DeliveryState) -> None:
    actor, mail = factories.person(), sendable(state=state, attempts=6, failure="550")
    messages.resend(delivery=mail, actor=actor)
    assert (mail.state, mail.attempts, mail.failure) == (DeliveryState.WAITING, 0, None)
    assert [(entry.action, entry.actor_id) for entry in history_of(mail.message)] == [("message.resent", actor.id)]


def test_what_was_sent_or_was_secret_is_not_sent_again(app: Flask) -> None:
    mail = sendable(state=DeliveryState.SENT)
    with pytest.raises(RuleBroken):
        messages.resend(delivery=mail, actor=factories.person())
    mail.state, mail.message.confidential = DeliveryState.FAILED, True
    with pytest.raises(RuleBroken):
        messages.resend(delivery=mail, actor=factories.person())


def test_a_text_is_marked_as_copied_once(app: Flask) -> None:
    mail = sendable()
    [copy] = [delivery for delivery in mail.message.deliveries if delivery.channel is Channel.WECHAT_COPY]
    for _time in range(2):
        messages.mark_copied(delivery=copy, actor=factories.person())
    assert (copy.state, len(history_of(mail.message))) == (DeliveryState.SENT, 1)
    with pytest.raises(RuleBroken):
        messages.mark_copied(delivery=mail, actor=factories.person())
