"""The states and kinds that certificates, numbers, runs and their items are in."""

import enum

from flask_babel import lazy_gettext as _l


class CertificateKind(enum.Enum):
    COMPLETION = "completion"
    ATTENDANCE = "attendance"
    HONOUR = "honour"
    APPOINTMENT = "appointment"
    HOURS = "hours"

    @property
    def label(self) -> object:
        return {
            CertificateKind.COMPLETION: _l("Certificate of completion"),
            CertificateKind.ATTENDANCE: _l("Certificate of attendance"),
            CertificateKind.HONOUR: _l("Certificate of honour"),
            CertificateKind.APPOINTMENT: _l("Letter of appointment"),
            CertificateKind.HOURS: _l("Statement of class hours"),
        }[self]


class NumberState(enum.Enum):
    """Every number is pending, issued, or void with a reason; only issued ones verify."""

    PENDING = "pending"
    ISSUED = "issued"
    VOID = "void"


class Standing(enum.Enum):
    """What a stranger is told about an issued certificate; derived in `standing.py`, never stored."""

    VALID = "valid"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"

    @property
    def label(self) -> object:
        return {
            Standing.VALID: _l("Valid"),
            Standing.REPLACED: _l("Replaced"),
            Standing.SUSPENDED: _l("Suspended"),
            Standing.REVOKED: _l("Revoked"),
            Standing.EXPIRED: _l("Expired"),
        }[self]


class Happening(enum.Enum):
    """What can happen to a certificate."""

    ISSUED = "issued"
    REPLACEMENT_ORDERED = "replacement_ordered"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REVOKED = "revoked"
    EXPIRY_SET = "expiry_set"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"
    REPRINTED = "reprinted"
    POSTED = "posted"
    PAPER_RETURNED = "paper_returned"
    RENEWAL_ORDERED = "renewal_ordered"
    RENEWED = "renewed"
    EXPIRED = "expired"

    @property
    def label(self) -> object:
        return {
            Happening.ISSUED: _l("Issued"),
            Happening.REPLACEMENT_ORDERED: _l("Replacement ordered"),
            Happening.REPLACED: _l("Replaced"),
            Happening.SUSPENDED: _l("Suspended"),
            Happening.REINSTATED: _l("Valid again after a suspension"),
            Happening.REVOKED: _l("Revoked"),
            Happening.EXPIRY_SET: _l("End of validity set"),
            Happening.WITHDRAWN: _l("Details withdrawn at the holder's request"),
            Happening.VOIDED: _l("Number made void"),
            Happening.REPRINTED: _l("Printed once more"),
            Happening.POSTED: _l("Sent by post"),
            Happening.PAPER_RETURNED: _l("Old paper came back"),
            Happening.RENEWAL_ORDERED: _l("Renewal ordered"),
            Happening.RENEWED: _l("Renewed"),
            Happening.EXPIRED: _l("Expired"),
        }[self]


class RunState(enum.Enum):
    """A run is paused by an administrator, who resumes it; stopped for good when the approval is withdrawn."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"

    @property
    def label(self) -> object:
        return {
            RunState.RUNNING: _l("Running"),
            RunState.PAUSED: _l("Paused"),
            RunState.STOPPED: _l("Stopped"),
            RunState.DONE: _l("Finished"),
        }[self]


class ItemState(enum.Enum):
    """`REFUSED` items carry the problem and may be tried again after it is mended."""

    WAITING = "waiting"
    NUMBERED = "numbered"
    DONE = "done"
    REFUSED = "refused"

    @property
    def label(self) -> object:
        return {
            ItemState.WAITING: _l("Waiting"),
            ItemState.NUMBERED: _l("Numbered"),
            ItemState.DONE: _l("Issued"),
            ItemState.REFUSED: _l("Not issued"),
        }[self]
