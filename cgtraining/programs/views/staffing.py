"""Who runs a program, and who sponsors its trainees."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.people.operations import organization_named
from cgtraining.people.queries import people_matching, person_by_id
from cgtraining.programs import queries
from cgtraining.programs.access import may_manage_program, may_staff_program
from cgtraining.programs.forms import ProgramStaffForm, SponsorForm
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
    return render_template(
        "programs/staff.html",
        program=program,
        staff=queries.staff_of(program),
        sponsorships=queries.sponsorships_in(program),
        may_staff=may_staff_program(me(), program),
        today=clock.today(),
    )


@blueprint.route("/<int:program_id>/staff/add", methods=["GET", "POST"])
@allow(may_staff_program, load=queries.program_by_id)
def new_staff(program: Program) -> ResponseReturnValue:
    person, form = _chosen_person(), ProgramStaffForm(since=clock.today())
    if person and form.validate_on_submit() and save(form, lambda: _add_staff(program, person, form)):
        flash(_("The role was given."), "good")
        return redirect(_address(program))
    return render_template("programs/add_staff.html", program=program, form=form, person=person, found=_found_people())


@blueprint.post("/staff/<int:program_staff_id>/end")
@allow(may_end_staff, load=queries.program_staff_by_id)
def end_role(staff: ProgramStaff) -> ResponseReturnValue:
    staffing.end_program_staff(staff=staff, on=clock.today(), actor=me())
    db.session.commit()
    flash(_("The role ended today. It stays on record."), "good")
    return redirect(_address(staff.program))


@blueprint.route("/<int:program_id>/sponsors/add", methods=["GET", "POST"])
@allow(may_staff_program, load=queries.program_by_id)
def new_sponsor(program: Program) -> ResponseReturnValue:
    person, form = _chosen_person(), SponsorForm(since=clock.today())
    if person and form.validate_on_submit() and save(form, lambda: _add_sponsor(program, person, form)):
        flash(_("The sponsor was added."), "good")
        return redirect(_address(program))
    return render_template(
        "programs/add_sponsor.html", program=program, form=form, person=person, found=_found_people()
    )


@blueprint.post("/sponsorships/<int:sponsorship_id>/end")
@allow(may_end_sponsorship, load=queries.sponsorship_by_id)
def end_sponsorship(sponsorship: Sponsorship) -> ResponseReturnValue:
    staffing.end_sponsorship(sponsorship=sponsorship, on=clock.today(), actor=me())
    db.session.commit()
    return redirect(_address(sponsorship.program))


def _add_staff(program: Program, person: Person, form: ProgramStaffForm) -> ProgramStaff:
    role = ProgramRole(form.role.data)
    return staffing.add_program_staff(program=program, person=person, role=role, since=form.since.data, actor=me())


def _add_sponsor(program: Program, person: Person, form: SponsorForm) -> Sponsorship:
    organization = organization_named(form.name_zh.data, form.name_en.data, actor=me())
    return staffing.add_sponsorship(
        program=program, organization=organization, person=person, since=form.since.data, actor=me()
    )


def _found_people() -> list[Person]:
    return list(people_matching(request.args.get("q", ""), limit=20))


def _chosen_person() -> Person | None:
    person_id = request.args.get("person", type=int)
    return person_by_id(person_id) if person_id else None


def _address(program: Program) -> str:
    return url_for("programs.list_staff", program_id=program.id)
