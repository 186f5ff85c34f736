"""Sealed letters, noted in the record, and the blank reply slip."""

from flask.typing import ResponseReturnValue

from cgtraining.audit.operations import record
from cgtraining.class_papers import access
from cgtraining.class_papers.asking import Asked, asked_for
from cgtraining.class_papers.sheets.letters import blank_slip, letter, letters
from cgtraining.class_papers.views import blueprint
from cgtraining.class_papers.views.answering import answer, wanted_language
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow


@blueprint.post("/cohorts/<int:cohort_id>/papers/letters.<any(pdf,xlsx):form>")
@allow(access.may_print_sealed, load=asked_for)
def letters_of_cohort(asked: Asked) -> ResponseReturnValue:
    record("letters.printed", asked.cohort, actor=me(), form=asked.form)
    return answer(letters(asked.cohort, wanted_language()), asked.form)


@blueprint.post("/enrolments/<int:enrolment_id>/letter.pdf")
@allow(access.may_take_letter, load=enrolment_by_id)
def letter_of_trainee(enrolment: Enrolment) -> ResponseReturnValue:
    record("letter.printed", enrolment, actor=me())
    return answer(letter(enrolment, wanted_language()), "pdf")


@blueprint.get("/cohorts/<int:cohort_id>/papers/reply-slip.<any(pdf,xlsx):form>")
@allow(access.may_print, load=asked_for)
def empty_slip(asked: Asked) -> ResponseReturnValue:
    return answer(blank_slip(asked.cohort, wanted_language()), asked.form)
