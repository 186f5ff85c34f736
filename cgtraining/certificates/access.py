"""Who may see and change certificates."""

from cgtraining.certificates.models import Certificate, IssueRun, PrintSet, Reprint
from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.people.models import Person


def may_manage_certificate(person: Person, certificate: Certificate) -> bool:
    cohort = cohort_by_id(certificate.cohort_id)
    return cohort is not None and may_manage_cohort(person, cohort)


def may_manage_reprint(person: Person, reprint: Reprint) -> bool:
    return may_manage_certificate(person, reprint.certificate)


def may_have_certificate(person: Person, certificate: Certificate) -> bool:
    """The holder, and those who manage the cohort."""
    return certificate.person_id == person.id or may_manage_certificate(person, certificate)


def may_manage_run(person: Person, run: IssueRun) -> bool:
    return may_manage_cohort(person, run.cohort)


def may_manage_print_set(person: Person, print_set: PrintSet) -> bool:
    return may_manage_run(person, print_set.run)
