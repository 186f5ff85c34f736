"""One's own facts, confirmed by oneself."""

from flask import flash, get_template_attribute, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.language import places
from cgtraining.language.choosing import language, remember_language
from cgtraining.language.names import suggest_latin, tidy_name
from cgtraining.language.text import BilingualText, Language
from cgtraining.people.access import me
from cgtraining.people.forms.persons import ProfileForm
from cgtraining.people.models import Person
from cgtraining.people.operations import confirm_profile
from cgtraining.people.views import blueprint
from cgtraining.web.access import allow, is_signed_in, own_path
from cgtraining.web.saving import save


@blueprint.route("/profile", methods=["GET", "POST"])
@allow(is_signed_in)
def profile() -> ResponseReturnValue:
    person, form = me(), ProfileForm()
    if not form.is_submitted():
        _show(form, person)
    elif form.is_to_be_saved() and save(form, lambda: _confirm(form, me()), person) is not None:
        flash(_("Your profile is confirmed. Thank you."), "good")
        _say_what_was_not_taken(form, me())
        chosen: Language = "en" if form.preferred_language.data == "en" else "zh"
        return remember_language(redirect(own_path(request.args.get("next") or url_for("people.profile"))), chosen)
    return render_template("people/profile.html", form=form, person=person)


@blueprint.get("/names/latin")
@allow(is_signed_in)
def latin_name() -> ResponseReturnValue:
    """What to say under the Latin name for the Chinese one in `?name_zh=`."""
    help_for = get_template_attribute("people/_facts.html", "latin_help")
    return str(help_for(tidy_name(request.args.get("name_zh", ""))))


@blueprint.get("/places/cities")
@allow(is_signed_in)
def cities() -> ResponseReturnValue:
    """The cities of `?province_code=` as options, for the second select of a form."""
    found = places.cities(request.args.get("province_code", ""))
    return render_template("people/_city_options.html", cities=found, language_now=language())


def _show(form: ProfileForm, person: Person) -> None:
    form.show(person)
    form.consents.data = person.consented_at is not None
    if person.name_zh and not person.name_confirmed_at and not person.name_latin:
        form.name_latin.data = suggest_latin(person.name_zh)


def _say_what_was_not_taken(form: ProfileForm, person: Person) -> None:
    """Names of known organizations belong to the office, since certificates print them."""
    name = person.organization.name if person.organization else BilingualText()
    typed = (form.organization_zh.data or "", form.organization_en.data or "")
    if any(text.strip() and text.strip() != kept for text, kept in zip(typed, (name.zh, name.en), strict=True)):
        known = " · ".join(filter(None, (name.zh, name.en)))
        flash(
            _("Your organization is known to the office as “%(name)s”. Tell the office to change it.", name=known),
            "attention",
        )


def _confirm(form: ProfileForm, person: Person) -> Person:
    return confirm_profile(
        person=person,
        version=form.version.data,
        values=form.values(phone=person.phone, email=person.email, actor=person),
        consents=bool(form.consents.data),
    )
