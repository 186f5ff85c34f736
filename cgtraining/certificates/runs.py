"""Going on with a run: it may be killed at any moment and continued by any worker, nobody twice and nobody missing.

One worker at a time holds a lease on the run, which is only for economy: that nobody gets two certificates is kept by
the database, where an item has one certificate and a certificate becomes issued once.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app
from flask.ctx import AppContext
from flask_babel import gettext as _

from cgtraining.certificates import queries
from cgtraining.certificates.checks import award_problem, in_both_languages, printing_problem
from cgtraining.certificates.composing import Unnumbered, compose
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.issuing import award_of, finish_if_done, note_trouble, number_item, refuse_item
from cgtraining.certificates.layout import Tried
from cgtraining.certificates.leases import Lease, LeaseLost, take_lease
from cgtraining.certificates.models import Certificate, IssueItem, IssueRun
from cgtraining.certificates.page import certificate_fonts
from cgtraining.certificates.printing import art_of, print_certificate
from cgtraining.certificates.queries import Names
from cgtraining.database import db, reading
from cgtraining.documents.drawings import PictureShelf
from cgtraining.documents.pdf import FontBatch
from cgtraining.language.text import BilingualText

log = logging.getLogger(__name__)
CHUNK = 25


@dataclass(frozen=True)
class Prepared:
    """What is to be done for an item: print the certificate that it has, number one first, or refuse."""

    item_id: int
    pending: tuple[int, CertificateFacts] | None = None
    unnumbered: Unnumbered | None = None
    problem: BilingualText | None = None

    @property
    def facts(self) -> list[CertificateFacts]:
        """What will be printed, for the fonts of the batch."""
        if self.pending:
            return [self.pending[1]]
        return [self.unnumbered.facts] if self.unnumbered else []


@dataclass(frozen=True)
class Press:
    """What the items of a batch are printed with."""

    fonts: FontBatch
    tried: Tried


def proceed(run_id: int) -> None:
    """Issue what is left of the run, committing after each item; nothing happens while another worker is at it."""
    for _item_id in steps(run_id):
        pass


def steps(run_id: int) -> Iterator[int]:
    """The same, one item at a time: gives the id of each item that was dealt with."""
    lease = take_lease(run_id)
    if lease is None:
        return
    try:
        yield from _deal_with_all(run_id, lease)
        finish_if_done(run_id=run_id)
        db.session.commit()
    except LeaseLost:
        log.warning("another worker took over issue run %s", run_id)
    finally:
        db.session.rollback()
        lease.release()


def _deal_with_all(run_id: int, lease: Lease) -> Iterator[int]:
    last_id, shelf, tried = 0, PictureShelf(), Tried()
    while chunk := _prepare(run_id, last_id):
        fonts = certificate_fonts([facts for prepared in chunk for facts in prepared.facts], shelf)
        for prepared in chunk:
            lease.keep()
            _deal_with(prepared, Press(fonts, tried))
            last_id = prepared.item_id
            yield last_id


def _prepare(run_id: int, after_id: int) -> list[Prepared]:
    """The next items, read in one short look at the database; what they print is fixed from here on."""
    with reading(), _own_session():
        items = queries.next_items(run_id, after_id, CHUNK)
        namesakes = queries.namesakes_in(items[0].run.source.cohort_id) if items else set()
        pending = queries.certificates_of_items([item.id for item in items])
        return [_prepared(item, pending.get(item.id), namesakes) for item in items]


def _own_session() -> AppContext:
    """The session of this block ends with it, and all that it loaded: a run would gather thousands of objects."""
    return current_app.app_context()


def _prepared(item: IssueItem, certificate: Certificate | None, namesakes: set[Names]) -> Prepared:
    if certificate:
        return Prepared(item.id, pending=(certificate.id, CertificateFacts.from_json(certificate.facts)))
    entry = item.entry or item.award_entry
    if entry is None:
        return Prepared(item.id, problem=in_both_languages(lambda: _deleted(item.run)))
    award = award_of(entry, namesakes)
    return Prepared(item.id, unnumbered=compose(award), problem=award_problem(award))


def _deleted(run: IssueRun) -> str:
    return _("The trainee's record was deleted.") if run.graduate_list else _("This person's record was deleted.")


def _deal_with(prepared: Prepared, press: Press) -> None:
    """One item, whole. A defect costs this item only: it keeps its number and is tried again by the next sweep."""
    try:
        with _own_session():
            _issue(prepared, press)
    except Exception:
        log.exception("item %s could not be issued", prepared.item_id)
        db.session.rollback()
        note_trouble(item_id=prepared.item_id)
        db.session.commit()


def _issue(prepared: Prepared, press: Press) -> None:
    if problem := prepared.problem or _printing_problem(prepared, press):
        refuse_item(item_id=prepared.item_id, problem=problem)
        db.session.commit()
        return
    if pending := prepared.pending or _number(prepared):
        print_certificate(*pending, press.fonts)


def _printing_problem(prepared: Prepared, press: Press) -> BilingualText | None:
    """By a trial layout, of what has no number yet."""
    if prepared.unnumbered is None:
        return None
    facts = prepared.unnumbered.facts
    return printing_problem(facts, art_of(facts), press.fonts, press.tried)


def _number(prepared: Prepared) -> tuple[int, CertificateFacts] | None:
    assert prepared.unnumbered is not None
    certificate = number_item(item_id=prepared.item_id, unnumbered=prepared.unnumbered)
    found = (certificate.id, CertificateFacts.from_json(certificate.facts)) if certificate else None
    db.session.commit()
    return found
