"""numerical_question: a number, a number within a margin, or a range."""

from collections.abc import Iterator
from decimal import Decimal

from cgtraining.questions.content import AcceptedNumber, Numerical
from cgtraining.questions.interchange.canvas.reading.presented import Presented
from cgtraining.questions.interchange.canvas.reading.scoring import OVERALL, Condition
from cgtraining.questions.interchange.shares import needed_number, share_of
from cgtraining.questions.interchange.xml_reading import Element


def read_numerical(presented: Presented) -> Numerical:
    return Numerical(
        kind="numerical",
        text=presented.text(),
        explanation=presented.explanation(),
        accepted=tuple(_accepted(presented)),
    )


def _accepted(presented: Presented) -> Iterator[AcceptedNumber]:
    scored = [one for one in presented.conditions if one.score is not None and one.score > 0]
    most = max((one.score or Decimal(0) for one in scored), default=Decimal(1))
    for condition in scored:
        found = _middle_and_margin(condition.test)
        if found:
            own = [name for name in condition.feedback if name not in OVERALL]
            yield AcceptedNumber(
                value=found[0],
                tolerance=found[1],
                share=share_of(condition.score or Decimal(0), most),
                feedback=presented.feedback(own[0] if own else None),
            )


def _middle_and_margin(test: Element) -> tuple[Decimal, Decimal] | None:
    exact = [needed_number(one.text) for one in test.descendants("varequal")]
    least = [needed_number(one.text) for one in test.descendants("vargte", "vargt")]
    most = [needed_number(one.text) for one in test.descendants("varlte", "varlt")]
    if exact:
        return exact[0], max((abs(bound - exact[0]) for bound in (*least, *most)), default=Decimal(0))
    if least and most:
        return (least[0] + most[0]) / 2, abs(most[0] - least[0]) / 2
    return None


def has_numbers(conditions: list[Condition]) -> bool:
    return any(next(one.test.descendants("vargte", "varlte"), None) is not None for one in conditions)
