"""Going on with a run: it may be killed at any moment and continued by any worker, nobody twice and nobody missing.

One worker at a time holds a lease on the run, which is only for economy: that nobody gets two certificates is kept by
the database, where an item has one certificate and a certificate becomes issued once.
"""

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial

from flask import current_app
from flask.ctx import AppContext
from flask_babel import gettext as _

from cgtraining.certificates import queries
from cgtraining.certificates.checks import award_problem, in_both_languages, printing_problem
from cgtraining.certificates.composing import Unnumbered, compose
from cgtraining.certificates.ending import tell_holders
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.holding import pause_for_space
from cgtraining.certificates.issuing import award_of, finish_if_done, note_trouble, number_item, refuse_item
from cgtraining.certificates.layout import Tried
from cgtraining.certificates.leases import Lease, LeaseLost, take_lease
from cgtraining.certificates.models import Certificate, IssueItem, IssueRun
from cgtraining.certificates.page import FACES, certificate_sheet
from cgtraining.certificates.printing import art_of, print_on, store_certificate
from cgtraining.certificates.queries import Names
from cgtraining.database import db, reading
from cgtraining.documents.press import Batch, Press, PressStopped, Printed, Sheet, TookTooLong, awaited, presses
from cgtraining.language.text import BilingualText
from cgtraining.storage import is_for_want_of_space

log = logging.getLogger(__name__)
CHUNK = 25


@dataclass(frozen=True)
class Prepared:
    """What is to be done for an item: print the certificate that it has, number one first, or refuse."""

    item_id: int
    pending: tuple[int, CertificateFacts] | None = None
    unnumbered: Unnumbered | None = None
    problem: BilingualText | None = None


@dataclass(frozen=True)
class Numbered:
    """A pending certificate, with what it prints."""

    item_id: int
    certificate_id: int
    facts: CertificateFacts
    sheet: Sheet


@dataclass(frozen=True)
class UnderWay:
    """What a press is at."""

    press: Press
    numbered: Sequence[Numbered]
    printing: "Future[list[Printed]]"


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
        tell_holders(run_id, lease.keep)
        finish_if_done(run_id=run_id)
        db.session.commit()
    except LeaseLost:
        log.warning("issue run %s was paused or stopped, or another worker took it over", run_id)
    except Exception as failure:
        if not is_for_want_of_space(failure):
            raise
        _pause(run_id)
    finally:
        db.session.rollback()
        lease.release()


def _pause(run_id: int) -> None:
    """Where not even this can be written, the sweep tries the run again after a while."""
    log.error("the disk is full: issue run %s pauses, and nothing of it is half issued", run_id)
    db.session.rollback()
    pause_for_space(run_id=run_id)
    db.session.commit()


def _deal_with_all(run_id: int, lease: Lease) -> Iterator[int]:
    """While the presses print some, others are numbered here and printed ones are stored."""
    under_way, tried = deque[UnderWay](), Tried()
    with presses() as free:
        for chunk in _chunks(run_id):
            done = None if free else under_way.popleft()
            files = _files(done, lease) if done else []
            press = done.press if done else free.pop()
            numbered = [one for prepared in chunk if (one := _number(prepared, press, tried, lease))]
            under_way.append(UnderWay(press, numbered, press.begin(_batch(numbered))))
            yield from _refused_of(chunk, numbered)
            yield from _store(done, files, lease)
        for done in under_way:
            yield from _store(done, _files(done, lease), lease)


def _chunks(run_id: int) -> Iterator[list[Prepared]]:
    last_id = 0
    while chunk := _prepare(run_id, last_id):
        yield chunk
        last_id = chunk[-1].item_id


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
    seals = frozenset(item.run.withheld_seals)
    award = replace(award_of(entry, namesakes), award_date=item.run.award_day, withheld_seals=seals)
    return Prepared(item.id, unnumbered=compose(award), problem=award_problem(award))


def _deleted(run: IssueRun) -> str:
    return _("The trainee's record was deleted.") if run.graduate_list else _("This person's record was deleted.")


def _number(prepared: Prepared, press: Press, tried: Tried, lease: Lease) -> Numbered | None:
    """None where the item was refused, is dealt with by somebody else, or has to be tried again."""
    lease.keep()
    try:
        with _own_session():
            return _numbered(prepared, press, tried, lease)
    except LeaseLost:
        raise
    except Exception as failure:
        _put_off(prepared.item_id, failure)
        return None


def _numbered(prepared: Prepared, press: Press, tried: Tried, lease: Lease) -> Numbered | None:
    if prepared.pending:
        return _to_print(prepared.item_id, *prepared.pending)
    if problem := prepared.problem or _printing_problem(prepared, press, tried, lease):
        refuse_item(item_id=prepared.item_id, problem=problem)
        db.session.commit()
        return None
    assert prepared.unnumbered is not None
    certificate = number_item(item_id=prepared.item_id, unnumbered=prepared.unnumbered)
    facts = CertificateFacts.from_json(certificate.facts) if certificate else None
    certificate_id = certificate.id if certificate else None
    db.session.commit()
    return _to_print(prepared.item_id, certificate_id, facts) if certificate_id and facts else None


def _to_print(item_id: int, certificate_id: int, facts: CertificateFacts) -> Numbered:
    """Its sheet is made here, where a file that is missing costs this item only."""
    return Numbered(item_id, certificate_id, facts, certificate_sheet(facts, art_of(facts)))


def _printing_problem(prepared: Prepared, press: Press, tried: Tried, lease: Lease) -> BilingualText | None:
    """By a trial layout, of what has no number yet."""
    if prepared.unnumbered is None:
        return None
    facts = prepared.unnumbered.facts
    return printing_problem(facts, art_of(facts), partial(print_on, press, meanwhile=lease.keep), tried)


def _batch(numbered: Sequence[Numbered]) -> Batch:
    return Batch([one.sheet for one in numbered], FACES)


def _files(done: UnderWay, lease: Lease) -> list[Printed]:
    try:
        return awaited(done.printing, lease.keep)
    except (PressStopped, TookTooLong):
        return [_file_alone(done.press, one, lease) for one in done.numbered]


def _file_alone(press: Press, one: Numbered, lease: Lease) -> Printed:
    """After a press was brought down, or held up: by which sheet is found out by printing each alone."""
    try:
        return awaited(press.begin(_batch([one])), lease.keep)[0]
    except (PressStopped, TookTooLong) as failure:
        return failure


def _store(done: UnderWay | None, files: Sequence[Printed], lease: Lease) -> Iterator[int]:
    """A defect costs this item only: it keeps its number and is tried again by the next sweep."""
    for one, file in zip(done.numbered if done else [], files, strict=True):
        lease.keep()
        try:
            with _own_session():
                store_certificate(one.certificate_id, one.facts, _content(file))
        except Exception as failure:
            _put_off(one.item_id, failure)
        yield one.item_id


def _content(file: Printed) -> bytes:
    if isinstance(file, Exception):
        raise file
    return file


def _put_off(item_id: int, failure: Exception) -> None:
    """But for want of space, which would stop all the others too."""
    if is_for_want_of_space(failure):
        raise failure
    log.exception("item %s could not be issued", item_id)
    db.session.rollback()
    note_trouble(item_id=item_id)
    db.session.commit()


def _refused_of(chunk: Sequence[Prepared], numbered: Sequence[Numbered]) -> Iterator[int]:
    waiting = {one.item_id for one in numbered}
    return (prepared.item_id for prepared in chunk if prepared.item_id not in waiting)
