"""The whole inspection of a list, as it is shown before a run."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cgtraining.certificates import queries
from cgtraining.certificates.awards.queries import entries_of
from cgtraining.certificates.inspection.findings import Candidate, Entry, Finding, Inspection, Mending, Source, Weight
from cgtraining.certificates.inspection.people import inspected
from cgtraining.certificates.inspection.whole import whole_findings
from cgtraining.certificates.models import AwardList


def inspect_list(source: Source) -> Inspection:
    """Of an approved list or a draft; reads only. 1 ms a person, and a trial layout of each page unlike the others."""
    everyone = entries_on(source)
    candidates = inspected(source, everyone, everyone)
    shared = _shared(candidates)
    whole = [*whole_findings(source), *map(_of_all, shared.values())]
    return Inspection(_once(whole), [_without(one, shared) for one in candidates])


def entries_on(source: Source) -> Sequence[Entry]:
    """Of everybody who gets a certificate, with all that it prints."""
    return entries_of(source) if isinstance(source, AwardList) else queries.entries_to_award(source)


def _of_all(finding: Finding) -> Finding:
    return replace(finding, weight=Weight.BLOCKS_ALL) if finding.weight is Weight.BLOCKS_ONE else finding


def _shared(candidates: Sequence[Candidate]) -> dict[str, Finding]:
    """What is wrong with every certificate of the list alike (a title, an issuer's name) is said once."""
    found = {str(one.sentence): one for candidate in candidates for one in candidate.findings}
    times = Counter(str(one.sentence) for candidate in candidates for one in candidate.findings)
    everyone = len(candidates)
    return {
        text: one
        for text, one in found.items()
        if times[text] == everyone and one.mending in (Mending.ISSUING, Mending.PROGRAM, Mending.COHORT)
    }


def _without(candidate: Candidate, shared: dict[str, Finding]) -> Candidate:
    return replace(candidate, findings=[one for one in candidate.findings if str(one.sentence) not in shared])


def _once(findings: Sequence[Finding]) -> list[Finding]:
    return list({str(one.sentence): one for one in findings}.values())
