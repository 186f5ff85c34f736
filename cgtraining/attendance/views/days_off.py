"""The calendar of public holidays and swapped workdays, and the office's corrections of it."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.days_off import published_years
from cgtraining.attendance.forms.days_off import DaysOffForm, OneDayForm
from cgtraining.attendance.views import blueprint
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save

FIRST_YEAR, LAST_YEAR = 2004, 2200  # from the first announcement that the library knows


@blueprint.get("/days-off")
@allow(access.may_see_days_off)
def days_off() -> ResponseReturnValue:
    this_year = clock.today().year
    year = min(max(request.args.get("year", this_year, int), FIRST_YEAR), LAST_YEAR)
    calendar = queries.day_calendar()
    return render_template(
        "attendance/days_off.html",
        year=year,
        years=sorted({*range(this_year - 1, this_year + 3), year}),
        days=calendar.of_year(year),
        known=year in published_years(),
        may_change=access.may_change_days_off(me()),
    )


@blueprint.route("/days-off/add", methods=["GET", "POST"])
@allow(access.may_change_days_off)
def add_days_off() -> ResponseReturnValue:
    form = DaysOffForm()
    if form.validate_on_submit():
        given = {"first": form.first.data, "last": form.last_day, "kind": form.day_kind, "name": form.name}
        if save(form, lambda: operations.correct_days(**given, actor=me())):
            flash(_("The calendar is changed. Sessions that are planned already stay where they are."), "good")
            return _to_year(form.first.data.year)
    return render_template("attendance/days_off_form.html", form=form)


@blueprint.post("/days-off/take-away")
@allow(access.may_change_days_off)
def take_day_away() -> ResponseReturnValue:
    return _changed(OneDayForm(), operations.take_day_away, _("It counts as an ordinary day now."))


@blueprint.post("/days-off/withdraw")
@allow(access.may_change_days_off)
def withdraw_correction() -> ResponseReturnValue:
    return _changed(OneDayForm(), operations.withdraw_correction, _("What the office had entered is taken back."))


def _changed(form: OneDayForm, operation: Callable[..., object], sentence: str) -> ResponseReturnValue:
    if not form.validate_on_submit() or form.day.data is None:
        flash(_("Choose a day of the list."), "bad")
        return redirect(url_for(".days_off"))
    done = save(form, lambda: operation(day=form.day.data, actor=me()))
    flash(sentence if done else str(form.form_errors[0]), "good" if done else "bad")
    return _to_year(form.day.data.year)


def _to_year(year: int) -> ResponseReturnValue:
    return redirect(url_for(".days_off", year=year))
