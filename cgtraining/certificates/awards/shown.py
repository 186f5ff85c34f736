"""What the pages of a list of awards show: a draft's entries and who else may be chosen; an approved list's records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from cgtraining.certificates.awards.candidates import Candidate, candidates_for, key_of
from cgtraining.certificates.awards.queries import entries_of, run_of_awards
from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind, IssueRun
from cgtraining.completion.queries import Progress, progress_of

TEXTS = ("reason", "office")


@dataclass(frozen=True)
class DraftRow:
    """`values` are those that stand in its fields; `progress` helps to choose honours."""

    candidate: Candidate
    chosen: bool
    values: Mapping[str, str]
    progress: Progress | None = None


@dataclass(frozen=True)
class DraftShown:
    chosen: Sequence[DraftRow]
    others: Sequence[DraftRow]

    @property
    def lacks_english(self) -> bool:
        """Whether some reason or office stands in Chinese only: the English text would hold Chinese."""
        pairs = [(row.values[f"{name}_zh"], row.values[f"{name}_en"]) for row in self.chosen for name in TEXTS]
        return any(zh and not en for zh, en in pairs)


@dataclass(frozen=True)
class ListShown:
    entries: Sequence[AwardEntry]
    run: IssueRun | None


def draft_shown(award_list: AwardList, entered: MultiDict[str, str]) -> DraftShown:
    """With what was entered, where a form came back with a mistake."""
    entries = {key_of(entry): entry for entry in entries_of(award_list)}
    ticked = set(entered.getlist("chosen")) if entered else set(entries)
    progress = progress_of(award_list.cohort) if award_list.kind is CertificateKind.HONOUR else {}
    rows = [
        DraftRow(
            candidate,
            candidate.key in ticked,
            _values(candidate, entries.get(candidate.key), entered),
            progress.get(candidate.enrolment.id) if candidate.enrolment else None,
        )
        for candidate in candidates_for(award_list)
    ]
    return DraftShown([row for row in rows if row.chosen], [row for row in rows if not row.chosen])


def list_shown(award_list: AwardList) -> ListShown:
    return ListShown(entries_of(award_list), run_of_awards(award_list.id))


def _values(candidate: Candidate, entry: AwardEntry | None, entered: MultiDict[str, str]) -> dict[str, str]:
    kept = entry or candidate.proposed
    texts = {"reason_zh": kept.reason.zh, "reason_en": kept.reason.en}
    texts |= {"office_zh": kept.office.zh, "office_en": kept.office.en}
    days = {"from": kept.term_from, "until": kept.term_until}
    stored = {name: text or "" for name, text in texts.items()}
    stored |= {name: day.isoformat() if day else "" for name, day in days.items()}
    return {name: entered.get(f"{name}-{candidate.key}", value) for name, value in stored.items()}
