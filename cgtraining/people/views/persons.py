"""Everyone the office knows, for platform administrators: the list, the record, adding and changing."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cgtraining.language.places import place_label
from cgtraining.people.access import is_platform_administrator, may_edit_person, may_see_person, me
from cgtraining.people.accounts import move_contacts
from cgtraining.people.forms.persons import ContactsForm, FactsForm, NewPersonForm
from cgtraining.people.history import events_of
from cgtraining.people.models import Person
from cgtraining.people.operations import add_person, change_person
from cgtraining.people.queries import AccountFilter, people_listed, people_with_contact, person_by_id
from cgtraining.people.values import tidied
from cgtraining.people.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of
from cgtraining.web.saving import save


@blueprint.get("/people")
@allow(is_platform_administrator)
def list_people() -> ResponseReturnValue:
    people = page_of(people_listed(request.args.get("q", ""), request.args.get("account")))
    return render_template("people/list.html", people=people, filters=list(AccountFilter))


@blueprint.get("/people/<int:person_id>")
@allow(may_see_person, load=person_by_id)
def show_person(person: Person) -> ResponseReturnValue:
    place = place_label(person.province_code, person.city_code)
    return render_template("people/show.html", person=person, place=place, editable=may_edit_person(me(), person))


@blueprint.get("/people/<int:person_id>/history")
@allow(may_see_person, load=person_by_id)
def person_history(person: Person) -> ResponseReturnValue:
    editable = may_edit_person(me(), person)
    return render_template("people/history.html", person=person, events=events_of(person), editable=editable)


@blueprint.route("/people/add", methods=["GET", "POST"])
@allow(is_platform_administrator)
def add() -> ResponseReturnValue:
    form, others = NewPersonForm(), []
    if form.is_submitted() and "other_province" not in request.form and form.validate():
        found = save(form, lambda: _add_unless_known(form))
        if isinstance(found, Person):
            return redirect(url_for("people.show_person", person_id=found.id))
        others = found or []
    return render_template("people/add.html", form=form, others=others)


@blueprint.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
@allow(may_edit_person, load=person_by_id)
def edit_person(person: Person) -> ResponseReturnValue:
    form, address = FactsForm(), url_for("people.show_person", person_id=person.id)
    if not form.is_submitted():
        form.show(person)
    elif "other_province" not in request.form and form.validate() and save(form, lambda: _change(form, person), person):
        return redirect(address)
    return render_template("people/edit.html", form=form, person=person)


@blueprint.route("/people/<int:person_id>/contacts", methods=["GET", "POST"])
@allow(may_edit_person, load=person_by_id)
def change_contacts(person: Person) -> ResponseReturnValue:
    form = ContactsForm(obj=person)
    if form.validate_on_submit() and save(form, lambda: _move(form, person), person):
        return redirect(url_for("people.show_person", person_id=person.id))
    return render_template("people/contacts.html", form=form, person=person)


def _add_unless_known(form: NewPersonForm) -> Person | list[Person]:
    """Whoever has the same address is shown first, so that nobody is entered twice by mistake."""
    values = form.values(phone=form.phone.data, email=form.email.data, actor=me())
    plain = tidied(values)
    others = [] if form.another_person.data else list(people_with_contact(plain.phone, plain.email))
    return others or add_person(actor=me(), values=values)


def _change(form: FactsForm, person: Person) -> Person:
    values = form.values(phone=person.phone, email=person.email, actor=me())
    return change_person(person=person, actor=me(), version=form.version.data, values=values, over_confirmed=True)


def _move(form: ContactsForm, person: Person) -> Person:
    return move_contacts(
        person=person, actor=me(), version=form.version.data, email=form.email.data, phone=form.phone.data
    )
