"""The same person, phone or e-mail twice in one list."""

from collections.abc import Iterable, Iterator

from cgtraining.cohorts.roster.remarks import Remark, RemarkCode, about_row
from cgtraining.cohorts.roster.rows import RejectedRow, Row, UsableRow


class Seen:
    """The rows so far, by what tells people apart; the first of each stays."""

    def __init__(self) -> None:
        self.by_phone: dict[str, UsableRow] = {}
        self.by_email: dict[str, UsableRow] = {}
        self.by_name: dict[str, UsableRow] = {}

    def add(self, row: UsableRow) -> None:
        if row.phone:
            self.by_phone.setdefault(row.phone, row)
        if row.email:
            self.by_email.setdefault(row.email, row)
        self.by_name.setdefault(row.name.casefold(), row)


def marked(rows: Iterable[Row]) -> Iterator[Row]:
    seen = Seen()
    for row in rows:
        if isinstance(row, RejectedRow):
            yield row
            continue
        compared = compare(row, seen)
        if compared.duplicate_of is None:
            seen.add(compared)
        yield compared


def compare(row: UsableRow, seen: Seen) -> UsableRow:
    same_phone, same_email = seen.by_phone.get(row.phone or ""), seen.by_email.get(row.email or "")
    sharing = [other for other in (same_phone, same_email) if other]
    if twin := next((other for other in sharing if same_name(row, other)), None) or same_without_contact(row, seen):
        return with_remark(row, RemarkCode.DUPLICATE, twin, duplicate_of=twin.number)
    if same_phone:
        return with_remark(row, RemarkCode.SAME_PHONE_OTHER_NAME, same_phone, conflicts_with=same_phone.number)
    if same_email:
        return with_remark(row, RemarkCode.SAME_EMAIL_OTHER_NAME, same_email, conflicts_with=same_email.number)
    if namesake := seen.by_name.get(row.name.casefold()):
        return with_remark(row, RemarkCode.SAME_NAME, namesake)
    return row


def same_name(one: UsableRow, other: UsableRow) -> bool:
    if one.name_zh and other.name_zh:
        return one.name_zh == other.name_zh
    return (one.name_latin or "").casefold() == (other.name_latin or "").casefold()


def same_without_contact(row: UsableRow, seen: Seen) -> UsableRow | None:
    """Without phone and e-mail, name and organization together have to do."""
    other = seen.by_name.get(row.name.casefold())
    reachable = [each for each in (row, other) if each and (each.phone or each.email)]
    return other if other and not reachable and other.organization == row.organization else None


def with_remark(row: UsableRow, code: RemarkCode, other: UsableRow, **marks: int) -> UsableRow:
    warnings: tuple[Remark, ...] = (about_row(code, other.number, other.sheet), *row.warnings)
    return row.model_copy(update={"warnings": warnings, **marks})
