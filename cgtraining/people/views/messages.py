"""What was said to whom and whether it arrived, for platform administrators."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cgtraining import tasks
from cgtraining.database import db
from cgtraining.mail.letters import text_of
from cgtraining.mail.models import Delivery, DeliveryState, Message
from cgtraining.mail.queries import TO_COPY, delivery_by_id, message_by_id, messages_found
from cgtraining.people import messages
from cgtraining.people.access import is_platform_administrator, me
from cgtraining.people.models import Person
from cgtraining.people.queries import ids_found, person_by_id, persons_by_ids
from cgtraining.people.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of


def may_see_messages(person: Person, found: Message | Delivery) -> bool:
    return is_platform_administrator(person)


@blueprint.get("/messages")
@allow(is_platform_administrator)
def list_messages() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()
    found = page_of(messages_found(request.args.get("state"), ids_found(text) if text else None))
    people = persons_by_ids({message.person_id for message in found.items if message.person_id})
    return render_template(
        "people/messages.html", found=found, people=people, states=list(DeliveryState), to_copy=TO_COPY
    )


@blueprint.get("/messages/<int:message_id>")
@allow(may_see_messages, load=message_by_id)
def show_message(message: Message) -> ResponseReturnValue:
    person = person_by_id(message.person_id) if message.person_id else None
    return render_template("people/message.html", message=message, person=person, text=text_of(message))


@blueprint.post("/deliveries/<int:delivery_id>/resend")
@allow(may_see_messages, load=delivery_by_id)
def resend(delivery: Delivery) -> ResponseReturnValue:
    messages.resend(delivery=delivery, actor=me())
    db.session.commit()
    tasks.wake("delivery", delivery.id)
    return redirect(url_for("people.show_message", message_id=delivery.message_id))


@blueprint.post("/deliveries/<int:delivery_id>/copied")
@allow(may_see_messages, load=delivery_by_id)
def mark_copied(delivery: Delivery) -> ResponseReturnValue:
    messages.mark_copied(delivery=delivery, actor=me())
    db.session.commit()
    return redirect(url_for("people.show_message", message_id=delivery.message_id))
