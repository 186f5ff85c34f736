"""The list on which each holder signs for the paper (领取签收表), as PDF and as a workbook, in ceremony order."""

from flask_babel import gettext as _

from cgtraining.certificates.ceremony.orders import Paper, papers_of
from cgtraining.certificates.ceremony.posting import postings_of
from cgtraining.certificates.models import IssueRun, Posting
from cgtraining.documents.papers import render_paper
from cgtraining.language.choosing import in_language
from cgtraining.language.formatting import format_date
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import Column, SheetToWrite, write_workbook


def receipt_list(run: IssueRun, language: Language) -> bytes:
    with in_language(language):
        cohort, papers = run.cohort, papers_of(run)
        content = {
            "title": _("Receipt of certificates"),
            "over": cohort.program.title.in_language(language),
            "facts": [
                (_("Cohort"), f"{cohort.title.in_language(language)} ({cohort.code})"),
                (_("Award date"), format_date(run.award_day)),
                (_("Certificates"), str(len(papers))),
            ],
            "note": _("By signing, the holder confirms that the paper was received and that the name on it is right."),
            "columns": [
                {"heading": _("No."), "width": "9mm", "align": "end"},
                {"heading": _("Name"), "width": "23%"},
                {"heading": _("Group or organization")},
                {"heading": _("Serial number"), "width": "21%"},
                {"heading": _("Signature"), "width": "17%"},
                {"heading": _("Date"), "width": "12%"},
            ],
            "rows": [
                [str(number), paper.names, _belongs_to(paper, language), paper.certificate.serial, "", ""]
                for number, paper in enumerate(papers, start=1)
            ],
            "roomy": True,
            "signatures": [_("Handed out by"), _("Checked by")],
        }
    return render_paper("table.html", language, **content)


def receipt_workbook(run: IssueRun, language: Language) -> bytes:
    with in_language(language):
        columns = [
            Column(_("No."), "number"),
            Column(_("Name in Chinese")),
            Column(_("Name in Latin letters")),
            Column(_("Group")),
            Column(_("Organization")),
            Column(_("Kind"), width=18),
            Column(_("Serial number"), width=24),
            Column(_("Signature"), width=16),
            Column(_("Date"), width=14),
            Column(_("Remark"), width=24),
        ]
        papers = papers_of(run)
        posted = postings_of([paper.certificate.id for paper in papers])
        rows = [
            _row(number, paper, language, posted.get(paper.certificate.id))
            for number, paper in enumerate(papers, start=1)
        ]
    return write_workbook([SheetToWrite(run.cohort.code, columns, rows)])


def _row(number: int, paper: Paper, language: Language, posting: Posting | None) -> list[str | int]:
    facts = paper.certificate.facts
    group, organization = _group(paper, language), _organization(paper, language)
    names = [facts["name_zh"] or "", facts["name_latin"] or ""]
    kind, serial = str(paper.certificate.kind.label), paper.certificate.serial
    sent = _("Sent by post: %(number)s", number=f"{posting.carrier} {posting.tracking_number}") if posting else ""
    return [number, *names, group, organization, kind, serial, "", "", sent]


def _belongs_to(paper: Paper, language: Language) -> str:
    return _group(paper, language) or _organization(paper, language)


def _group(paper: Paper, language: Language) -> str:
    return paper.group.title.in_language(language) if paper.group else ""


def _organization(paper: Paper, language: Language) -> str:
    person = paper.certificate.person
    return person.organization.name.in_language(language) if person and person.organization else ""
