"""Restricted words in what one certificate prints (see `programs/restricted.py` for the words and their source)."""

from collections.abc import Iterable

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.programs.restricted import Restricted, restricted_in

__all__ = ["Restricted", "restricted_words"]


def restricted_words(facts: CertificateFacts, design_texts: Iterable[str | None] = ()) -> list[Restricted]:
    """In titles, wording, signatories' positions and a design's texts; each has a `sentence` in the reader's language.

    The holder's name and what tells the holder from a namesake are nobody's choice, so they are not looked at.
    """
    names = [name for issuer in facts.issuers for name in (issuer.name.zh, issuer.name.en)]
    return restricted_in([*_texts(facts), *design_texts], names)


def _texts(facts: CertificateFacts) -> Iterable[str | None]:
    """The wording comes last: it repeats the titles."""
    chosen = [facts.program_title, facts.cohort_title, facts.curriculum_title]
    chosen += [signatory.title for signatory in facts.signatories]
    chosen += [facts.design.texts.heading] if facts.design else []
    for text in [*chosen, facts.statement, facts.wording]:
        yield from (text.zh, text.en)
