"""Everyone the office knows, for platform administrators: the list, the record, adding and changing."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cgtraining.language.places import place_label
from cgtraining.people.access import is_platform_administrator, may_edit_person, may_see_person, me
from cgtraining.people.forms.persons import ContactsForm, FactsForm, NewPersonForm
from cgtraining.people.history import events_of
from cgtraining.people.models import Person
from cgtraining.people.queries import AccountFilter, people_listed, person_by_id
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
    form = NewPersonForm()
    if form.is_to_be_saved() and (added := save(form, lambda: form.newcomer(me()))):
        return redirect(url_for("people.show_person", person_id=added.id))
    return render_template("people/add.html", form=form)


@blueprint.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
@allow(may_edit_person, load=person_by_id)
def edit_person(person: Person) -> ResponseReturnValue:
    form, address = FactsForm(), url_for("people.show_person", person_id=person.id)
    if not form.is_submitted():
        form.show(person)
    elif form.is_to_be_saved() and save(form, lambda: form.change(person, me()), person) is not None:
        return redirect(address)
    return render_template("people/edit.html", form=form, person=person, address=address)


@blueprint.route("/people/<int:person_id>/contacts", methods=["GET", "POST"])
@allow(may_edit_person, load=person_by_id)
def change_contacts(person: Person) -> ResponseReturnValue:
    form, address = ContactsForm(obj=person), url_for("people.show_person", person_id=person.id)
    if form.validate_on_submit() and save(form, lambda: form.move(person, me()), person):
        return redirect(address)
    return render_template("people/contacts.html", form=form, person=person, address=address)
