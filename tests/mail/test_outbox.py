import json
import smtplib
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from cgtraining import clock, tasks
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.mail import outbox
from cgtraining.mail.models import Channel, Delivery, DeliveryState
from tests.mail.conftest import Postbox, free_port

NOON = datetime(2026, 3, 9, 4, tzinfo=UTC)
Waiting = Callable[..., Delivery]


@pytest.fixture(autouse=True)
def noon(app: Flask) -> Iterator[None]:
    with clock.frozen(NOON):
        yield


def sent(delivery: Delivery) -> DeliveryState:
    tasks.run("delivery", delivery.id)
    db.session.refresh(delivery)
    return delivery.state


def mail_in(postbox: Postbox) -> EmailMessage:
    [(_recipients, content)] = postbox.received
    found = message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_mail_reaches_the_server_in_its_own_script(postbox: Postbox, waiting: Waiting) -> None:
    delivery = waiting()
    assert (sent(delivery), delivery.sent_at, delivery.attempts) == (DeliveryState.SENT, NOON, 1)
    mail = mail_in(postbox)
    assert (mail["Subject"], mail["To"], mail["From"], mail["Content-Language"]) == (
        "结业证书",
        "wang@example.org",
        "雪松培训 <office@example.org>",
        "zh-CN",
    )
    assert mail.get_content().splitlines() == ["王芳：", "您好！", "", "https://example.org/x"]


def test_the_message_id_stays_the_same(app: Flask, postbox: Postbox, waiting: Waiting) -> None:
    delivery = waiting()
    sent(delivery)
    delivery.state = DeliveryState.WAITING
    db.session.commit()
    sent(delivery)
    first, second = (message_from_bytes(content, policy=default)["Message-ID"] for _to, content in postbox.received)
    assert first == second
    assert first.endswith("@example.org>")


def test_a_line_break_begins_no_header(postbox: Postbox, waiting: Waiting) -> None:
    delivery = waiting(subject="Hello\r\nBcc: all@example.org\r\n\r\nbody")
    assert sent(delivery) is DeliveryState.SENT
    mail = mail_in(postbox)
    assert (mail["Bcc"], mail["Subject"]) == (None, "Hello Bcc: all@example.org body")
    assert postbox.received[0][0] == ["wang@example.org"]


@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "nobody", ""]
)
def test_an_address_that_is_none_fails_at_once(postbox: Postbox, waiting: Waiting, address: str) -> None:
    delivery = waiting(address=address)
    assert (sent(delivery), postbox.received) == (DeliveryState.FAILED, [])


def test_an_address_outside_ascii_fails_before_it_reaches_the_server(postbox: Postbox, waiting: Waiting) -> None:
    assert (sent(waiting(address="王芳@example.org")), postbox.received) == (DeliveryState.FAILED, [])


def test_a_refused_recipient_fails_for_good_and_a_full_one_waits(postbox: Postbox, waiting: Waiting) -> None:
    postbox.refuse_recipient_with = "550 no such user"
    gone = waiting()
    assert (sent(gone), gone.failure) == (DeliveryState.FAILED, "550 no such user")
    postbox.refuse_recipient_with = "452 mailbox full"
    full = waiting(address="li@example.org")
    assert (sent(full), full.failure, full.leased_until) == (
        DeliveryState.WAITING,
        "452 mailbox full",
        NOON + timedelta(seconds=30),
    )


def test_a_refused_text_is_tried_again_later_and_given_up_in_the_end(postbox: Postbox, waiting: Waiting) -> None:
    postbox.refuse_with = "451 try later"
    delivery = waiting()
    moment, states = NOON, []
    for _attempt in range(outbox.MOST_ATTEMPTS):
        with clock.frozen(moment):
            assert list(outbox.unfinished()) == [delivery.id]
            states.append(sent(delivery))
            assert list(outbox.unfinished()) == []
        moment = delivery.leased_until or moment
    assert states == [DeliveryState.WAITING] * 5 + [DeliveryState.FAILED]


def test_it_is_not_tried_before_its_time(postbox: Postbox, waiting: Waiting) -> None:
    postbox.refuse_with = "451 try later"
    delivery = waiting()
    sent(delivery)
    postbox.refuse_with = None
    assert (sent(delivery), delivery.attempts) == (DeliveryState.WAITING, 1)


def test_no_server_there_means_try_again(change_settings, waiting: Waiting) -> None:
    change_settings(smtp_url=f"smtp://user:pass%40word@127.0.0.1:{free_port()}?starttls=yes")
    assert sent(waiting()) is DeliveryState.WAITING


def test_a_server_without_the_wanted_protection_gets_nothing(
    postbox: Postbox, change_settings, waiting: Waiting
) -> None:
    change_settings(smtp_url=(settings().smtp_url or "") + "?starttls=yes")
    assert (sent(waiting()), postbox.received) == (DeliveryState.WAITING, [])


def test_a_server_that_wants_no_sign_in_is_not_given_a_password(postbox: Postbox, change_settings, waiting) -> None:
    change_settings(smtp_url=(settings().smtp_url or "").replace("smtp://", "smtp://user:secret@"))
    assert (sent(waiting()), postbox.received) == (DeliveryState.WAITING, [])


def test_an_encrypted_server_is_spoken_to_encrypted(postbox: Postbox, change_settings, waiting: Waiting) -> None:
    change_settings(smtp_url=(settings().smtp_url or "").replace("smtp://", "smtps://"))
    assert (sent(waiting()), postbox.received) == (DeliveryState.WAITING, [])


def test_a_connection_that_breaks_leaves_doubt(postbox: Postbox, waiting: Waiting, monkeypatch) -> None:
    def breaks(self: smtplib.SMTP, letter: EmailMessage) -> None:
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    monkeypatch.setattr(smtplib.SMTP, "send_message", breaks)
    delivery = waiting()
    assert sent(delivery) is DeliveryState.UNCERTAIN
    assert list(outbox.unfinished()) == []
    assert (sent(delivery), delivery.attempts) == (DeliveryState.UNCERTAIN, 1)


def test_what_a_dead_process_was_sending_is_uncertain_and_not_sent_again(postbox: Postbox, waiting: Waiting) -> None:
    delivery = waiting(state=DeliveryState.SENDING)
    delivery.leased_until = NOON + timedelta(minutes=2)
    db.session.commit()
    assert (list(outbox.unfinished()), sent(delivery)) == ([], DeliveryState.SENDING)
    with clock.frozen(NOON + timedelta(minutes=3)):
        assert tasks.sweep() == 1
    db.session.refresh(delivery)
    assert (delivery.state, postbox.received) == (DeliveryState.UNCERTAIN, [])


def test_two_workers_send_once(postbox: Postbox, waiting: Waiting, monkeypatch) -> None:
    delivery, number = waiting(), 0

    def hand_over(taken: Delivery) -> None:
        nonlocal number
        number += 1
        outbox.proceed(taken.id)

    monkeypatch.setattr(outbox, "_hand_over", hand_over)
    assert (sent(delivery), number) == (DeliveryState.SENT, 1)


def test_without_a_server_a_mail_lies_in_the_file_outbox(app: Flask, waiting: Waiting) -> None:
    delivery = waiting()
    assert sent(delivery) is DeliveryState.SENT
    file = settings().data_folder / "outbox" / f"20260309-040000-{delivery.id}.eml"
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert (mail["Subject"], mail["To"]) == ("结业证书", "wang@example.org")


def test_a_folder_that_cannot_be_written_means_try_again(change_settings, waiting: Waiting, tmp_path) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    change_settings(data_folder=tmp_path)
    assert sent(waiting()) is DeliveryState.WAITING


def test_without_a_gateway_a_text_message_lies_there_too(app: Flask, waiting: Waiting) -> None:
    delivery = waiting(Channel.SMS, "+8613812345678")
    sent(delivery)
    file = settings().data_folder / "outbox" / f"20260309-040000-{delivery.id}.txt"
    assert file.read_text() == "+8613812345678\n\n王芳： 您好！ https://example.org/x\n"


def test_the_outbox_is_closed_to_other_users(change_settings, waiting: Waiting, tmp_path: Path) -> None:
    """It holds codes and personal links."""
    change_settings(data_folder=tmp_path)
    sent(waiting())
    assert (tmp_path / "outbox").stat().st_mode & 0o777 == 0o700


class Gateway(BaseHTTPRequestHandler):
    got: list[Any] = []
    answer = 200

    def do_POST(self) -> None:
        self.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        if self.answer:
            self.send_response(self.answer)
            self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def gateway(change_settings) -> Iterator[type[Gateway]]:
    Gateway.got, Gateway.answer = [], 200
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    change_settings(sms_gateway_url=f"http://127.0.0.1:{server.server_port}/send")
    yield Gateway
    server.shutdown()
    server.server_close()


def test_a_gateway_gets_phone_text_and_a_lasting_key(gateway: type[Gateway], waiting: Waiting) -> None:
    delivery = waiting(Channel.SMS, "+8613812345678", link=None)
    assert sent(delivery) is DeliveryState.SENT
    assert gateway.got == [
        {"phone": "+8613812345678", "text": "王芳： 您好！", "key": f"20260309-040000-{delivery.id}"}
    ]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (400, DeliveryState.FAILED),
        (429, DeliveryState.WAITING),
        (503, DeliveryState.WAITING),
        (0, DeliveryState.UNCERTAIN),
    ],
)
def test_what_a_gateway_answers_decides(gateway: type[Gateway], waiting: Waiting, answer: int, state: Any) -> None:
    gateway.answer = answer
    assert sent(waiting(Channel.SMS, "+8613812345678")) is state


def test_no_gateway_there_means_try_again(change_settings, waiting: Waiting) -> None:
    change_settings(sms_gateway_url=f"http://127.0.0.1:{free_port()}/")
    assert sent(waiting(Channel.SMS, "+8613812345678")) is DeliveryState.WAITING


def test_a_silent_gateway_leaves_doubt(change_settings, waiting: Waiting, monkeypatch) -> None:
    def silence(request: Any, timeout: float) -> None:
        raise urllib.error.URLError(TimeoutError("timed out"))

    monkeypatch.setattr(urllib.request, "urlopen", silence)
    change_settings(sms_gateway_url="http://127.0.0.1:9/")
    assert sent(waiting(Channel.SMS, "+8613812345678")) is DeliveryState.UNCERTAIN


def test_a_text_to_copy_waits_for_a_person(app: Flask, waiting: Waiting) -> None:
    delivery = waiting(Channel.WECHAT_COPY, "")
    assert (list(outbox.unfinished()), sent(delivery)) == ([], DeliveryState.WAITING)


def test_a_confidential_text_is_wiped_once_it_is_out(postbox: Postbox, waiting: Waiting) -> None:
    delivery = waiting(confidential=True)
    db.session.add(Delivery(channel=Channel.SMS, address="+8613812345678", message=delivery.message))
    db.session.commit()
    sent(delivery)
    assert delivery.message.body != ""
    tasks.sweep()
    db.session.refresh(delivery.message)
    assert (delivery.message.body, "王芳" in mail_in(postbox).get_content()) == ("", True)
