"""Certificates, their numbers and runs: the tables by subject, and the kinds and states of all."""

from cgtraining.certificates.models.awards import AwardEntry, AwardList
from cgtraining.certificates.models.ceremony import (
    CeremonyOrder,
    CeremonyPlan,
    Posting,
    PrintOffset,
    PrintSet,
    PrintState,
    PrintWay,
)
from cgtraining.certificates.models.certificates import Certificate, CertificateEvent, SerialCounter
from cgtraining.certificates.models.designs import Design, DesignChoice, DesignVersion
from cgtraining.certificates.models.kinds import CertificateKind, Happening, ItemState, NumberState, RunState, Standing
from cgtraining.certificates.models.papers import IdentityCheck, Reprint
from cgtraining.certificates.models.runs import IssueItem, IssueRun
from cgtraining.certificates.models.seals import SealRelease, SealSigner

__all__ = [
    "AwardEntry",
    "AwardList",
    "CeremonyOrder",
    "CeremonyPlan",
    "Certificate",
    "CertificateEvent",
    "CertificateKind",
    "Design",
    "DesignChoice",
    "DesignVersion",
    "Happening",
    "IdentityCheck",
    "IssueItem",
    "IssueRun",
    "ItemState",
    "NumberState",
    "Posting",
    "PrintOffset",
    "PrintSet",
    "PrintState",
    "PrintWay",
    "Reprint",
    "RunState",
    "SealRelease",
    "SealSigner",
    "SerialCounter",
    "Standing",
]
