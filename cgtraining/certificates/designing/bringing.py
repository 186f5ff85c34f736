"""Taking a design that comes as a zip: everything is checked and printed before anything is kept."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from flask_babel import lazy_gettext as _l

from cgtraining import storage
from cgtraining.certificates.design_facts import DesignFacts
from cgtraining.certificates.designing.preview import tried_out
from cgtraining.certificates.designing.readable import unreadable_facts
from cgtraining.certificates.designing.reading import read_design
from cgtraining.certificates.designing.samples import Sample, sample_facts
from cgtraining.certificates.designing.unpacking import unpacked
from cgtraining.certificates.facts import CertificateFacts, Kind
from cgtraining.certificates.printing import art_of
from cgtraining.errors import ManyRulesBroken, UnusableFile
from cgtraining.programs.models import Program


def checked_design(content: bytes, kind: Kind) -> tuple[DesignFacts, dict[str, bytes]]:
    """The settings with the files by their keys; raises UnusableFile or ManyRulesBroken."""
    try:
        settings, files = read_design(unpacked(content), kind)
    except RecursionError as failure:
        raise UnusableFile(
            _l("The design is nested too deeply. Make its page, style and pictures simpler.")
        ) from failure
    keys = {name: f"designs/{sha256(one).hexdigest()}.{name.rpartition('.')[2]}" for name, one in files.items()}
    return replace(settings, files=tuple(keys.items())), {keys[name]: one for name, one in files.items()}


def trials(program: Program, kind: Kind, settings: DesignFacts) -> list[CertificateFacts]:
    return [sample_facts(program, kind, settings, sample) for sample in Sample]


def refuse_unprintable(tried: list[CertificateFacts], files: Mapping[str, bytes]) -> None:
    """Print every sample; call it with no transaction open. The first that cannot be printed, or read, is enough."""
    for facts in tried:
        printed = tried_out(facts, {**art_of(facts), **files})
        problems = unreadable_facts(facts, printed) if isinstance(printed, bytes) else printed
        if problems:
            raise ManyRulesBroken(problems)


def keep_files(files: Mapping[str, bytes]) -> None:
    for key, content in files.items():
        storage.save_file(key, content)
