"""Making a print set: asked for in a page, made by the worker, kept for a few days and then forgotten."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select, update

from cgtraining import clock, storage
from cgtraining.audit.operations import record
from cgtraining.certificates.ceremony.leases import SetLease, take_lease_of_set
from cgtraining.certificates.ceremony.marks import Turn, marked_sheets
from cgtraining.certificates.ceremony.orders import Paper, papers_of
from cgtraining.certificates.ceremony.planning import offset_of
from cgtraining.certificates.ceremony.staleness import sets_with_withdrawn
from cgtraining.certificates.ceremony.variants import BLEED, print_copy
from cgtraining.certificates.checks import in_both_languages
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.layout import TOO_LONG
from cgtraining.certificates.leases import LeaseLost
from cgtraining.certificates.models import IssueRun, PrintSet, PrintState, PrintWay
from cgtraining.certificates.own_pages import IncompleteDesign
from cgtraining.certificates.page import FACES
from cgtraining.certificates.printing import art_of
from cgtraining.database import db, reading
from cgtraining.documents.binding import Binder, Offset, trimmed_sizes
from cgtraining.documents.press import Batch, Printed, Sheet, TookTooLong, awaited, presses
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

log = logging.getLogger(__name__)
KEPT = timedelta(days=3)
CHUNK = 20


class Unprintable(Exception):
    """A certificate of the set cannot be set anew, or its file is gone; its text is the serial number."""


class ToPrint(NamedTuple):
    label: str
    facts: CertificateFacts
    pdf_key: str


@dataclass(frozen=True)
class Job:
    """What the worker needs, as plain values that outlive a transaction."""

    set_id: int
    way: PrintWay
    crop_marks: bool
    offset: Offset
    many: Sequence[ToPrint]

    @property
    def binds_stored_files(self) -> bool:
        """The paper of the ceremony is the one whose hash is kept; only for bleed or without seals is it set anew."""
        return self.way is PrintWay.SEALED and not self.crop_marks


def request_print_set(*, run: IssueRun, way: PrintWay, crop_marks: bool, actor: Person | None) -> PrintSet:
    """After the commit wake the work "print_set". Pre-printed paper is cut already, so it gets no marks."""
    papers = papers_of(run)
    if not papers:
        raise RuleBroken(_("There is nothing to print: no certificate of this run counts."))
    made = PrintSet(
        run=run,
        way=way,
        crop_marks=crop_marks and way is not PrintWay.TEXT_ONLY,
        total=len(papers),
        requested_by_id=actor.id if actor else None,
    )
    db.session.add(made)
    db.session.flush()
    record("ceremony.print_set_requested", run, actor=actor, way=way.value, papers=len(papers))
    return made


def make_print_set(set_id: int) -> None:
    """Killed half-way, it begins anew: nothing but its progress was kept."""
    lease = take_lease_of_set(set_id)
    if lease is None:
        return
    try:
        job = _job(set_id)
        key = f"print-sets/{set_id}-{clock.now():%Y%m%d%H%M%S}.pdf"
        _bind_and_store(job, lease, key)
        _finish(set_id, state=PrintState.DONE, pdf_key=key, done=len(job.many))
    except Unprintable as problem:
        serial = str(problem)
        told = in_both_languages(
            lambda: _("%(serial)s could not be set: a picture or its file is missing?", serial=serial)
        )
        _finish(set_id, state=PrintState.FAILED, problem_zh=told.zh, problem_en=told.en)
    except storage.StorageFull as full:
        sentence = full.sentence
        told = in_both_languages(lambda: str(sentence))
        _finish(set_id, state=PrintState.FAILED, problem_zh=told.zh, problem_en=told.en)
    except IncompleteDesign as refusal:
        missing = refusal.sentence
        told = in_both_languages(lambda: str(missing))
        _finish(set_id, state=PrintState.FAILED, problem_zh=told.zh, problem_en=told.en)
    except TookTooLong:
        told = in_both_languages(lambda: str(TOO_LONG))
        _finish(set_id, state=PrintState.FAILED, problem_zh=told.zh, problem_en=told.en)
    except LeaseLost:
        log.warning("another worker took over print set %s", set_id)
    finally:
        db.session.rollback()
        lease.release()


def unmade_sets() -> Sequence[int]:
    now = clock.now()
    query = select(PrintSet.id).where(PrintSet.state == PrintState.WAITING)
    return db.session.scalars(query.where(PrintSet.leased_until.is_(None) | (PrintSet.leased_until < now))).all()


def old_sets() -> Sequence[int]:
    """And those that hold what was withdrawn."""
    query = select(PrintSet.id).where(PrintSet.finished_at < clock.now() - KEPT)
    return sorted({*db.session.scalars(query), *sets_with_withdrawn()})


def forget_print_set(set_id: int) -> None:
    """The file first: a set without a file would be found no more."""
    found = db.session.get(PrintSet, set_id)
    if found is None:
        return
    key = found.pdf_key
    db.session.rollback()
    if key:
        _delete(key)
    db.session.delete(db.session.get_one(PrintSet, set_id))
    db.session.commit()


def print_set_by_id(set_id: int) -> PrintSet | None:
    return db.session.get(PrintSet, set_id)


def print_sets_of(run: IssueRun) -> Sequence[PrintSet]:
    """The newest first."""
    return db.session.scalars(select(PrintSet).where(PrintSet.run_id == run.id).order_by(PrintSet.id.desc())).all()


def _job(set_id: int) -> Job:
    with reading(), current_app.app_context():
        found = db.session.get_one(PrintSet, set_id)
        papers = papers_of(found.run)
        moved = offset_of(found.run.cohort.program_id) if found.way is PrintWay.TEXT_ONLY else None
        offset = Offset(float(moved.right_mm), float(moved.down_mm)) if moved else Offset()
        many = [_to_print(paper) for paper in papers]
        return Job(set_id, found.way, found.crop_marks, offset, many)


def _to_print(paper: Paper) -> ToPrint:
    certificate = paper.certificate
    return ToPrint(f"{certificate.serial} {paper.names}", paper.facts, certificate.pdf_key or "")


def _bind_and_store(job: Job, lease: SetLease, key: str) -> None:
    """By way of the disk: a thousand papers at once would not fit into the worker."""
    with TemporaryDirectory() as folder:
        binder = Binder("打印件 Print copies", Path(folder))
        if job.binds_stored_files:
            _bind_stored(binder, job, lease)
        else:
            _bind_anew(binder, job, lease)
        bound = Path(folder) / "bound.pdf"
        binder.bind_into(bound)
        lease.keep()
        storage.save_file(key, bound)


def _bind_stored(binder: Binder, job: Job, lease: SetLease) -> None:
    for number, one in enumerate(job.many, start=1):
        lease.keep()
        try:
            binder.add(one.label, storage.load_file(one.pdf_key))
        except FileNotFoundError as gone:
            raise Unprintable(one.label) from gone
        if number % CHUNK == 0:
            _tell_progress(job.set_id, number)


def _bind_anew(binder: Binder, job: Job, lease: SetLease) -> None:
    with presses(1) as (press,):
        for start in range(0, len(job.many), CHUNK):
            _bind(binder, job, start, lambda sheets: awaited(press.begin(Batch(sheets, FACES)), lease.keep))
            _tell_progress(job.set_id, min(start + CHUNK, len(job.many)))


def _bind(binder: Binder, job: Job, start: int, print_all: Callable[[Sequence[Sheet]], list[Printed]]) -> None:
    """The next CHUNK of them, in order."""
    chunk = job.many[start : start + CHUNK]
    labels = [one.label for one in chunk]
    copies = [print_copy(one.facts, art_of(one.facts), job.way, bleed=job.crop_marks) for one in chunk]
    files = [_file(label, printed) for label, printed in zip(labels, print_all(copies), strict=True)]
    if job.way is PrintWay.TEXT_ONLY:
        for label, content in zip(labels, files, strict=True):
            binder.add_moved(label, content, job.offset)
    elif job.crop_marks:
        turns = [Turn(start + number, len(job.many)) for number in range(1, len(chunk) + 1)]
        marked = [
            marked_sheets(label, trimmed_sizes(content), job.way, turn)
            for label, content, turn in zip(labels, files, turns, strict=True)
        ]
        for label, content, printed in zip(labels, files, print_all(marked), strict=True):
            binder.add_marked(label, content, _file(label, printed), BLEED)
    else:
        for label, content in zip(labels, files, strict=True):
            binder.add(label, content)


def _file(label: str, printed: Printed) -> bytes:
    if isinstance(printed, Exception):
        log.error("the print copy of %s could not be set: %s", label, printed)
        raise Unprintable(label)
    return printed


def _tell_progress(set_id: int, done: int) -> None:
    db.session.execute(update(PrintSet).where(PrintSet.id == set_id).values(done=done))
    db.session.commit()


def _finish(set_id: int, **values: object) -> None:
    """Whoever comes second finds it finished, and leaves it as it is."""
    waiting = update(PrintSet).where(PrintSet.id == set_id, PrintSet.state == PrintState.WAITING)
    db.session.execute(waiting.values(finished_at=clock.now(), **values))
    db.session.commit()


def _delete(key: str) -> None:
    try:
        storage.delete_file(key)
    except FileNotFoundError:
        log.warning("the file of a print set was gone already: %s", key)
