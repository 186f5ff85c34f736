"""Seals that an organization signs off itself: the program says who does, and that person releases list by list."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates.awards.queries import award_list_by_id
from cgtraining.certificates.awards.queries import entries_of as award_entries_of
from cgtraining.certificates.models import AwardList, SealSigner
from cgtraining.certificates.seals import (
    Source,
    add_signer,
    end_signer,
    lists_waiting_for,
    may_release_seal,
    may_see_seals_of,
    people_of,
    release_seal,
    set_signing_off,
    signer_by_id,
    waiting_seals,
)
from cgtraining.certificates.views import blueprint
from cgtraining.completion.models import GraduateList
from cgtraining.completion.queries import entries_of, list_by_id
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.programs.access import may_staff_program
from cgtraining.programs.models import ProgramIssuer
from cgtraining.programs.queries import issuer_by_id
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.numbers import row_number


def may_say_who_seals(person: Person, issuer: ProgramIssuer) -> bool:
    """Whether a co-issuer is asked, and who speaks for it, is not for those to decide who then issue."""
    return may_staff_program(person, issuer.program)


def may_end_signer(person: Person, signer: SealSigner) -> bool:
    return may_say_who_seals(person, signer.issuer)


@blueprint.get("/seals")
@allow(is_signed_in)
def my_seals() -> ResponseReturnValue:
    """The lists that wait for a seal of which the reader disposes."""
    return render_template("certificates/seals/mine.html", lists=lists_waiting_for(me()))


@blueprint.route("/graduate-lists/<int:list_id>/seal", methods=["GET", "POST"])
@allow(may_see_seals_of, load=list_by_id)
def seal_list(graduate_list: GraduateList) -> ResponseReturnValue:
    return _release(graduate_list)


@blueprint.route("/award-lists/<int:award_list_id>/seal", methods=["GET", "POST"])
@allow(may_see_seals_of, load=award_list_by_id)
def seal_awards(award_list: AwardList) -> ResponseReturnValue:
    return _release(award_list)


@blueprint.post("/programs/issuers/<int:issuer_id>/signs-off")
@allow(may_say_who_seals, load=issuer_by_id)
def save_signing_off(issuer: ProgramIssuer) -> ResponseReturnValue:
    set_signing_off(issuer=issuer, signs_off=request.form.get("signs_off") == "yes", actor=me())
    db.session.commit()
    return redirect(url_for("certificates.issuing_rules", program_id=issuer.program_id))


@blueprint.post("/programs/issuers/<int:issuer_id>/signers")
@allow(may_say_who_seals, load=issuer_by_id)
def new_signer(issuer: ProgramIssuer) -> ResponseReturnValue:
    chosen = request.form.get("person", type=row_number)
    person = next((one for one in people_of(issuer) if one.id == chosen), None)
    if person is None:
        raise RuleBroken(_("Only a person of that organization releases its seal."))
    add_signer(issuer=issuer, person=person, actor=me())
    db.session.commit()
    return redirect(url_for("certificates.issuing_rules", program_id=issuer.program_id))


@blueprint.post("/seal-signers/<int:signer_id>/end")
@allow(may_end_signer, load=signer_by_id)
def stop_signer(signer: SealSigner) -> ResponseReturnValue:
    program_id = signer.issuer.program_id
    end_signer(signer=signer, actor=me())
    db.session.commit()
    return redirect(url_for("certificates.issuing_rules", program_id=program_id))


def _release(source: Source) -> ResponseReturnValue:
    if request.method == "POST":
        release_seal(source=source, actor=me())
        db.session.commit()
        flash(_("The seal is released for this list."), "good")
        return redirect(url_for("certificates.my_seals"))
    if isinstance(source, GraduateList):
        rows = [(entry.enrolment.person, entry.outcome.label) for entry in entries_of(source)]
    else:
        rows = [(entry.person, source.kind.label) for entry in award_entries_of(source)]
    return render_template(
        "certificates/seals/release.html",
        source=source,
        rows=rows,
        waiting=waiting_seals(source),
        may_release=may_release_seal(me(), source),
    )
