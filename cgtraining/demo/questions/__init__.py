"""The question bank of the story's program: every kind of question, in three folders, in both languages."""

from cgtraining.database import db
from cgtraining.demo.questions import deliberation, foundations, micro_projects
from cgtraining.demo.questions.foundations import DUTY
from cgtraining.demo.questions.micro_projects import INDICATOR
from cgtraining.demo.questions.planned import Planned, both
from cgtraining.demo.setting import Setting
from cgtraining.programs.models import Competency
from cgtraining.questions.content import Content
from cgtraining.questions.models import Question, QuestionFolder
from cgtraining.questions.operations.folders import add_folder
from cgtraining.questions.operations.questions import Filing, add_question, retire_question, revise_question

REASON = "说明产出与成果的区别 / Tell output and outcome apart"


def add_bank(setting: Setting) -> None:
    """Written by the trainer; one question was changed since, and one is retired."""
    competencies = {one.code: one for one in setting.program.competencies}
    for part in (deliberation, micro_projects, foundations):
        folder = add_folder(program=setting.program, title=part.TITLE, parent=None, actor=setting.trainer)
        for planned in part.QUESTIONS:
            question = _add(setting, planned, folder, competencies)
            if planned.content is DUTY:
                retire_question(question=question, actor=setting.trainer)


def _add(setting: Setting, planned: Planned, folder: QuestionFolder, competencies: dict[str, Competency]) -> Question:
    filing = Filing(
        folder=folder,
        points=planned.points,
        difficulty=planned.difficulty,
        competencies=[competencies[code] for code in planned.competencies],
    )
    first = _before(planned.content)
    question = add_question(program=setting.program, content=first, filing=filing, actor=setting.trainer)
    if first is not planned.content:
        revise_question(
            question=question,
            content=planned.content,
            actor=setting.trainer,
            version=question.version,
            reason=REASON,
        )
    db.session.flush()
    return question


def _before(content: Content) -> Content:
    """As it was first written."""
    if content is not INDICATOR:
        return content
    asked = both(
        "“楼道照明改造”项目，下面哪一个是成果指标？",
        "For a project that renews the lighting of stairwells, which is an indicator of outcome?",
    )
    return INDICATOR.model_copy(update={"text": asked})
