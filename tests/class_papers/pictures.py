"""Pictures of every paper of a class in each of its languages: `python -m tests.class_papers.pictures FOLDER [PAPER…]`
makes them, to be looked at; `--trainees 60` gives the class more people."""

import argparse
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from cgtraining import create_app
from cgtraining.class_papers.printing import Paper, pdf_of
from cgtraining.class_papers.sheets import handbook, leave, letters, lists, naming, seating, sign_in
from cgtraining.cohorts.models import Cohort
from cgtraining.config import Settings
from cgtraining.database import db, metadata
from tests.class_papers.sample import a_class, with_sessions, with_texts

PAPERS: dict[str, Callable[[Cohort, str], Paper]] = {
    "handbook": handbook.handbook,
    "roster": lists.roster,
    "contacts": lists.contact_list,
    "office-contacts": lists.office_contact_list,
    "badges": naming.badges,
    "table-cards": naming.table_cards,
    "seating": seating.seating_plan,
    "sign-in": lambda cohort, language: sign_in.sign_in_sheets(cohort, language, None),
    "leave-slip": leave.leave_slips,
    "letters": letters.letters,
    "reply-slip": letters.blank_slip,
}
IN_BOTH = {"badges", "table-cards"}


def main(folder: Path, wanted: list[str], trainees: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, paper in _papers(wanted, trainees):
        file = folder / f"{name}.pdf"
        file.write_bytes(pdf_of(paper))
        subprocess.run(["pdftoppm", "-png", "-r", "60", file, file.with_suffix("")], check=True)


def _papers(wanted: list[str], trainees: int) -> Iterator[tuple[str, Paper]]:
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(
            data_folder=Path(data), database_url=f"sqlite:///{data}/pictures.sqlite3", secret_key="pictures",
            public_url="https://training.example.org", password_salt="pictures", testing=True,
        )  # fmt: skip
        with create_app(settings).app_context():
            metadata.create_all(db.engine)
            cohort = with_texts(with_sessions(a_class(trainees)))
            for name, paper in PAPERS.items():
                languages = ("zh", "en", "both") if name in IN_BOTH else ("zh", "en")
                if not wanted or name in wanted:
                    yield from ((f"{name}-{language}", paper(cohort, language)) for language in languages)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("papers", nargs="*")
    parser.add_argument("--trainees", type=int, default=7)
    given = parser.parse_args()
    main(given.folder, given.papers, given.trainees)
