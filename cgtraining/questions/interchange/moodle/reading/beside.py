"""What Moodle keeps beside a question and the bank does not."""

from flask_babel import lazy_gettext as _l

from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.moodle.reading.fields import flag, html_in
from cgtraining.questions.interchange.xml_reading import Element
from cgtraining.questions.rich_text import plain

OVERALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
# What Moodle itself writes there: nobody thought of it, and nobody misses it.
STANDARD = {
    "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.",
    "您的答案正确。", "您的答案部分正确。", "您的答案不正确。", "回答正确。", "回答部分正确。", "回答错误。",
    "你的回答正确", "部分正确", "你的回答不正确", "您的回答正确", "您的回答不正确",
}  # fmt: skip


def tell_what_is_left_out(question: Element, taken: Taken) -> None:
    overall = {plain(html_in(one)).strip() for one in question.elements(*OVERALL)}
    if overall - STANDARD - {""}:
        taken.lose(_l("The feedback for right, partly right and wrong answers as a whole was left out."))
    if any(plain(html_in(hint)).strip() for hint in question.elements("hint")):
        taken.lose(_l("Its hints for further tries were left out."))
    if flag(question, "hidden", False):
        taken.lose(_l("It was hidden in Moodle; here it is not."))
    if identifier := question.text_of("idnumber"):
        taken.lose(_l("Its ID number “%(number)s” was left out.", number=identifier[:80]))


def tags_of(question: Element) -> tuple[str, ...]:
    holder = question.first("tags")
    tags = [" ".join(tag.text.split())[:200] for tag in holder.elements("tag")] if holder else []
    return tuple(dict.fromkeys(tag for tag in tags if tag))
