"""Who runs a program, and who sponsors its trainees."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.access import me
from cgtraining.people.models import Organization, Person
from cgtraining.people.operations import organization_named
from cgtraining.people.queries import sign_ins_of
from cgtraining.people.views.picking import chosen_person, found_people, searched_name
from cgtraining.programs import queries
from cgtraining.programs.access import may_manage_program, may_staff_program
from cgtraining.programs.forms import (
    Dated,
    EndForm,
    NewProgramStaffForm,
    NewSponsorForm,
    ProgramRoleFields,
    ProgramStaffForm,
    SponsorForm,
)
from cgtraining.programs.models import Program, ProgramRole, ProgramStaff, Sponsorship
from cgtraining.programs.operations import staffing
from cgtraining.programs.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save


def may_end_staff(person: Person, staff: ProgramStaff) -> bool:
    return may_staff_program(person, staff.program)


def may_end_sponsorship(person: Person, sponsorship: Sponsorship) -> bool:
    return may_staff_program(person, sponsorship.program)


@blueprint.get("/<int:program_id>/staff")
@allow(may_manage_program, load=queries.program_by_id)
def list_staff(program: Program) -> ResponseReturnValue:
    staff, sponsorships = queries.staff_of(program), queries.sponsorships_in(program)
    may_staff = may_staff_program(me(), program)
    people = [*(one.person for one in staff), *(one.person for one in sponsorships)] if may_staff else []
    return render_template(
        "programs/staff.html",
        program=program,
        staff=staff,
        sponsorships=sponsorships,
        may_staff=may_staff,
        sign_ins=sign_ins_of(people),
        today=clock.today(),
    )


@blueprint.route("/<int:program_id>/staff/add", methods=["GET", "POST"])
@allow(may_staff_program, load=queries.program_by_id)
def new_staff(program: Program) -> ResponseReturnValue:
    person, form = chosen_person(), ProgramStaffForm(since=clock.today())
    if person and form.validate_on_submit() and save(form, lambda: _add_staff(program, person, form)):
        flash(_("The role was given."), "good")
        return redirect(_address(program))
    return render_template("programs/add_staff.html", program=program, form=form, person=person, found=found_people())


@blueprint.route("/<int:program_id>/staff/new", methods=["GET", "POST"])
@allow(may_staff_program, load=queries.program_by_id)
def new_staff_person(program: Program) -> ResponseReturnValue:
    """Somebody whom the office does not know yet, with the first role."""
    form = NewProgramStaffForm(since=clock.today(), **searched_name())
    if form.validate_on_submit() and save(form, lambda: _add_staff(program, form.newcomer(me()), form)):
        flash(_("The role was given. Hand over a personal link, so that this person can sign in."), "good")
        return redirect(_address(program))
    return render_template("programs/new_staff.html", program=program, form=form)


@blueprint.route("/staff/<int:program_staff_id>/end", methods=["GET", "POST"])
@allow(may_end_staff, load=queries.program_staff_by_id)
def end_role(staff: ProgramStaff) -> ResponseReturnValue:
    form = EndForm(on=clock.today())
    if form.validate_on_submit() and save(
        form, lambda: staffing.end_program_staff(staff=staff, on=_last_day(form), actor=me())
    ):
        flash(_("The role ends on %(day)s. It stays on record.", day=format_date(_last_day(form))), "good")
        return redirect(_address(staff.program))
    return render_template("programs/end_role.html", program=staff.program, one=staff, role=staff.role.label, form=form)


@blueprint.route("/<int:program_id>/sponsors/add", methods=["GET", "POST"])
@allow(may_staff_program, load=queries.program_by_id)
def new_sponsor(program: Program) -> ResponseReturnValue:
    person, form = chosen_person(), SponsorForm(since=clock.today())
    if person and not form.is_submitted() and person.organization:
        form.name_zh.data, form.name_en.data = person.organization.name_zh, person.organization.name_en
    if person and form.validate_on_submit() and save(form, lambda: _add_known_sponsor(program, person, form)):
        flash(_("The sponsor was added."), "good")
        return redirect(_address(program))
    return render_template("programs/add_sponsor.html", program=program, form=form, person=person, found=found_people())


@blueprint.route("/<int:program_id>/sponsors/new", methods=["GET", "POST"])
@allow(may_staff_program, load=queries.program_by_id)
def new_sponsor_person(program: Program) -> ResponseReturnValue:
    form = NewSponsorForm(since=clock.today(), **searched_name())
    if form.validate_on_submit() and save(form, lambda: _add_new_sponsor(program, form)):
        flash(_("The sponsor was added. Hand over a personal link, so that its contact can sign in."), "good")
        return redirect(_address(program))
    return render_template("programs/new_sponsor.html", program=program, form=form)


@blueprint.route("/sponsorships/<int:sponsorship_id>/end", methods=["GET", "POST"])
@allow(may_end_sponsorship, load=queries.sponsorship_by_id)
def end_sponsorship(sponsorship: Sponsorship) -> ResponseReturnValue:
    form = EndForm(on=clock.today())
    if form.validate_on_submit() and save(
        form, lambda: staffing.end_sponsorship(sponsorship=sponsorship, on=_last_day(form), actor=me())
    ):
        flash(_("The sponsorship ends on %(day)s. It stays on record.", day=format_date(_last_day(form))), "good")
        return redirect(_address(sponsorship.program))
    return render_template(
        "programs/end_role.html", program=sponsorship.program, one=sponsorship, role=_("Sponsor"), form=form
    )


def _add_staff(program: Program, person: Person, form: ProgramRoleFields) -> ProgramStaff:
    role, since, until = ProgramRole(form.role.data), form.since.data, form.until.data
    return staffing.add_program_staff(program=program, person=person, role=role, since=since, until=until, actor=me())


def _add_known_sponsor(program: Program, person: Person, form: SponsorForm) -> Sponsorship:
    organization = organization_named(form.name_zh.data, form.name_en.data, actor=me())
    return _add_sponsor(program, organization, person, form)


def _add_new_sponsor(program: Program, form: NewSponsorForm) -> Sponsorship:
    person = form.newcomer(me())
    if person.organization is None:
        raise RuleBroken(_("Write the organization that sponsors: this person is its contact."))
    return _add_sponsor(program, person.organization, person, form)


def _add_sponsor(program: Program, organization: Organization, person: Person, form: Dated) -> Sponsorship:
    return staffing.add_sponsorship(
        program=program,
        organization=organization,
        person=person,
        since=form.since.data,
        until=form.until.data,
        actor=me(),
    )


def _last_day(form: EndForm) -> date:
    return form.on.data or clock.today()


def _address(program: Program) -> str:
    return url_for("programs.list_staff", program_id=program.id)
