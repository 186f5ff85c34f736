"""Everything that is checked before a number is given."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from flask_babel import gettext as _

from cgtraining.certificates.composing import Award, Details, is_same_award
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.layout import Art, LayOut, Tried, layout_problems
from cgtraining.certificates.models import AwardList, Certificate, CertificateKind
from cgtraining.certificates.queries import standing_certificates_of
from cgtraining.completion.models import GraduateList, ListState
from cgtraining.config import settings
from cgtraining.documents.glyphs import described, missing_characters
from cgtraining.errors import ManyRulesBroken
from cgtraining.language.choosing import in_language
from cgtraining.language.text import BilingualText
from cgtraining.programs.models import Program


def refuse_unready(source: GraduateList | AwardList) -> None:
    """Refuse with every sentence that stands in the way of the whole list."""
    problems = [*list_problems(source), *program_problems(source.cohort.program), *address_problems()]
    if problems:
        raise ManyRulesBroken(problems)


def award_problem(award: Award) -> BilingualText | None:
    """Why nothing may be awarded, by what the database knows."""
    if problem := double_problem(award.person.id, award.cohort.id, award.kind, award.details):
        return problem
    return in_both_languages(_unconfirmed) if lacks_needed_confirmation(award) else None


def double_problem(person_id: int, cohort_id: int, kind: CertificateKind, details: Details) -> BilingualText | None:
    """That the person has the same award already."""
    standing = standing_certificates_of(person_id, cohort_id, kind)
    same = next((one for one in standing if is_same_award(one, details)), None)
    return in_both_languages(lambda: _already_has(same)) if same else None


def lacks_needed_confirmation(award: Award) -> bool:
    """Whether the program waits until the holder has confirmed how the name is printed.

    Of trainees only: nobody confirms for a trainer or mentor, so that a letter of appointment would wait for ever.
    """
    return (
        award.enrolment_id is not None
        and award.cohort.program.names_must_be_confirmed
        and award.person.name_confirmed_at is None
    )


def _unconfirmed() -> str:
    return _("The holder has not confirmed how the name is printed, and the program issues nothing before that.")


def printing_problem(facts: CertificateFacts, art: Art, lay_out: LayOut, tried: Tried) -> BilingualText | None:
    """Why these facts cannot be printed, by a trial layout; call it with no transaction open."""
    problems = layout_problems(facts, art, lay_out, tried)
    return in_both_languages(lambda: " ".join(map(str, problems))) if problems else None


def in_both_languages(write: Callable[[], str]) -> BilingualText:
    with in_language("zh"):
        zh = write()
    with in_language("en"):
        return BilingualText(zh=zh, en=write())


def _already_has(certificate: Certificate) -> str:
    if certificate.kind is CertificateKind.APPOINTMENT:
        return str(_("This person already has the same letter, %(serial)s.", serial=certificate.serial))
    return str(_("This trainee already has the certificate %(serial)s.", serial=certificate.serial))


def list_problems(source: GraduateList | AwardList) -> Iterator[str]:
    if isinstance(source, AwardList):
        if not source.is_approved:
            yield _("This list is not approved.")
        return
    if source.state is not ListState.APPROVED:
        yield _("The list of graduates is not approved yet.")
    if source.award_date < source.cohort.starts_on:
        yield _("The award date is before the first day of the cohort. Correct it on the list of graduates.")


def program_problems(program: Program) -> Iterator[str]:
    if not program.issuers:
        yield _("The program has no issuing organization yet. Add it on the page of the program.")
    if not program.signatories:
        yield _("The program has no signatory yet. Add who signs its certificates on the page of the program.")
    for name in _doubled_issuers(program):
        yield _(
            "Two issuing organizations are printed with the same name, “%(name)s”: nobody could tell them apart."
            " Give one of them its full name, or remove it.",
            name=name,
        )
    for text in _printed_texts(program):
        if missing := missing_characters(text):
            yield _(
                "“%(text)s” cannot be printed: the font has no %(characters)s.",
                text=text,
                characters=", ".join(map(described, missing)),
            )


def address_problems() -> Iterator[str]:
    if not settings().prints_lasting_addresses:
        yield _(
            "Certificates print an address that must open for ever: set CGTRAINING_PUBLIC_URL to the lasting"
            " https address of this site first."
        )


def _doubled_issuers(program: Program) -> Iterator[str]:
    """Names, as they are printed, of more than one of the issuers."""
    printed = [issuer.organization.name.in_language("zh") for issuer in program.issuers]
    times = Counter(map(_squeezed, printed))
    yield from {_squeezed(name): name for name in printed if times[_squeezed(name)] > 1}.values()


def _squeezed(name: str) -> str:
    return "".join(name.casefold().split())


def _printed_texts(program: Program) -> Sequence[str]:
    texts = [program.title.zh, program.title.en]
    for issuer in program.issuers:
        texts += [issuer.organization.name.zh, issuer.organization.name.en]
    for signatory in program.signatories:
        texts += [signatory.name_zh, signatory.name_latin, signatory.title.zh, signatory.title.en]
    return [text for text in texts if text]
