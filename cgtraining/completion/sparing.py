"""What a trainee may still miss: class hours, leave and absences, as far as rules of completion limit them."""

from cgtraining.cohorts.models import Enrolment
from cgtraining.completion.presenting import results_in
from cgtraining.completion.queries import progress_of_trainee
from cgtraining.completion.sentences import spare_sentence


def what_may_be_missed(enrolment: Enrolment) -> list[str]:
    """As the trainee may know it; nothing where no rule says anything, or one cannot be met any more."""
    progress = progress_of_trainee(enrolment, released_only=True)
    sentences = [spare_sentence(result) for _depth, result in results_in(progress.result)]
    return list(dict.fromkeys(filter(None, sentences)))
