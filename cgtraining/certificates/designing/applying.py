"""The facts of a certificate as its design prints them."""

from dataclasses import replace

from cgtraining.certificates.design_facts import DesignFacts
from cgtraining.certificates.facts import DEFAULT_STATEMENT, CertificateFacts
from cgtraining.certificates.wording import with_default_wording
from cgtraining.language.text import BilingualText


def designed(facts: CertificateFacts, design: DesignFacts) -> CertificateFacts:
    """With the texts of the design, and without what it leaves out: a certificate's facts are what it prints."""
    own = design.texts.statement
    shown = replace(
        facts,
        design=design,
        statement=BilingualText(own.zh or DEFAULT_STATEMENT.zh, own.en or DEFAULT_STATEMENT.en),
        issuers=tuple(
            replace(
                issuer,
                logo_key=issuer.logo_key if design.shows("logos") else None,
                seal_key=issuer.seal_key if design.shows("seals") else None,
            )
            for issuer in facts.issuers
        ),
        signatories=tuple(
            replace(signatory, signature_key=signatory.signature_key if design.shows("signatures") else None)
            for signatory in facts.signatories
        ),
    )
    return with_default_wording(shown)
