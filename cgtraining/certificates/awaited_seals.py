"""Before an organization has released its seal, a preview shows where it will stand, and not the seal."""

from collections.abc import Collection
from dataclasses import replace

from cgtraining.certificates.composing import Award, compose
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.printing import AWAITED
from cgtraining.programs.models import Program, ProgramIssuer


def preview_facts(award: Award, waiting: Collection[ProgramIssuer]) -> CertificateFacts:
    """What would be issued if every seal were released, with a place for those that wait (see `waiting_seals`)."""
    return outlined(compose(award).facts, award.cohort.program, waiting)


def sample_without_seals(facts: CertificateFacts, program: Program) -> CertificateFacts:
    """For invented holders nobody released anything."""
    return outlined(facts, program, [issuer for issuer in program.issuers if issuer.signs_off])


def outlined(facts: CertificateFacts, program: Program, waiting: Collection[ProgramIssuer]) -> CertificateFacts:
    """The facts name the issuers in the program's order; where no seal is shown there is no place for one either."""
    issuers = tuple(
        replace(printed, seal_key=AWAITED) if printed.seal_key and issuer in waiting else printed
        for printed, issuer in zip(facts.issuers, program.issuers, strict=False)
    )
    return replace(facts, issuers=issuers or facts.issuers)
