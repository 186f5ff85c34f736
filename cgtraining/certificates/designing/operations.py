"""Drawing up designs and choosing among them. A version that was ever used is never changed."""

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.certificates.design_facts import DesignFacts
from cgtraining.certificates.designing.queries import choice_of, draft_of, forget_choices, highest_number
from cgtraining.certificates.models import CertificateKind, Design, DesignChoice, DesignVersion
from cgtraining.certificates.models.designs import settings_of
from cgtraining.certificates.shipped import shipped_design
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program


def add_design(
    *, program: Program | None, kind: CertificateKind, title: BilingualText, actor: Person | None
) -> DesignVersion:
    """A design whose first version, a draft, is as the shipped one; without a program it is for every program."""
    if not title:
        raise RuleBroken(_("Give the design a name in Chinese, in English, or in both."))
    design = Design(program=program, kind=kind, title_zh=title.zh, title_en=title.en)
    db.session.add(design)
    db.session.flush()
    version = _add_version(design, shipped_design(kind.value))
    record("design.added", design, actor=actor, kind=kind.value)
    return version


def new_version(*, design: Design, settings: DesignFacts, actor: Person | None) -> DesignVersion:
    """A draft that begins as `settings`; the draft that there is, if there is one, is left as it is."""
    if draft := draft_of(design):
        return draft
    version = _add_version(design, settings)
    record("design.version_added", design, actor=actor, number=version.number)
    return version


def change_version(
    *, version: DesignVersion, settings: DesignFacts, form_version: int | str | None, actor: Person | None
) -> DesignVersion:
    version.expect_version(form_version)
    if version.frozen_at:
        raise RuleBroken(_("This version is in use, so it is never changed. Make a new version of the design."))
    version.settings = settings_of(settings)
    db.session.flush()
    record("design.version_changed", version.design, actor=actor, number=version.number)
    return version


def take_design(*, design: Design, settings: DesignFacts, actor: Person | None) -> DesignVersion:
    """What came as a file, as a draft: a new version, or in the place of the draft that there is."""
    version = draft_of(design) or _add_version(design, settings)
    version.settings = settings_of(settings)
    db.session.flush()
    record("design.file_taken", design, actor=actor, number=version.number)
    return version


def choose_version(
    *, program: Program, version: DesignVersion, form_version: int | str | None, actor: Person | None
) -> DesignVersion:
    """The program's next certificates of the kind are set by it. It is never changed from now on.

    A draft is frozen only as it was shown; what is frozen already may be chosen whatever was shown.
    """
    if not version.frozen_at and str(version.version) != str(form_version):
        raise StaleRecord(_("Someone else changed this draft in the meantime. Look at it again before you use it."))
    kind = version.design.kind
    version.frozen_at = version.frozen_at or clock.now()
    choice = choice_of(program.id, kind)
    if choice is None:
        db.session.add(DesignChoice(program_id=program.id, kind=kind, version=version))
    else:
        choice.version = version
    db.session.flush()
    forget_choices()
    record("design.chosen", program, actor=actor, kind=kind.value, design=version.design_id, number=version.number)
    return version


def choose_shipped(*, program: Program, kind: CertificateKind, actor: Person | None) -> Program:
    """Back to the design that comes with the product."""
    if choice := choice_of(program.id, kind):
        db.session.delete(choice)
        db.session.flush()
        forget_choices()
        record("design.shipped_chosen", program, actor=actor, kind=kind.value)
    return program


def _add_version(design: Design, settings: DesignFacts) -> DesignVersion:
    version = DesignVersion(design=design, number=highest_number(design) + 1, settings=settings_of(settings))
    db.session.add(version)
    db.session.flush()
    return version
