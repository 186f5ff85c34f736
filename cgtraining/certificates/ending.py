"""The end of a run: what its holders are told, written when every certificate was dealt with, and only once each."""

from collections.abc import Callable

from flask import current_app

from cgtraining.certificates import queries
from cgtraining.certificates.announcing import announce, announcement_purpose
from cgtraining.certificates.runs_told import issued_by_run, some_still_wait
from cgtraining.database import db, reading

AT_ONCE = 50  # messages in one transaction: about 0.1 s


def tell_holders(run_id: int, keep: Callable[[], object]) -> None:
    """Write the message to each holder who has none of it yet; calls `keep` again and again. Commits.

    However often it is killed and begun again, a message is one row, and a delivery is sent by one sender at a time.
    What a defect keeps from being printed does not hold up the others' messages.
    """
    with reading(), current_app.app_context():
        waiting = some_still_wait(run_id)
    last_id: int | None = None if waiting else 0
    while last_id is not None:
        keep()
        with current_app.app_context():  # a session that ends with the block, and with it all that it loaded
            last_id = _tell_some(run_id, last_id)


def _tell_some(run_id: int, after_id: int) -> int | None:
    """The id of the last one; None when there is no further one."""
    certificates = issued_by_run(run_id, after_id, AT_ONCE)
    told = queries.messages_about(certificates, announcement_purpose)
    for certificate in certificates:
        if certificate.id not in told:
            announce(certificate)
    db.session.commit()
    return certificates[-1].id if certificates else None
