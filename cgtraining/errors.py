"""Failures that a person can act on. Anything else is a defect and becomes a page with a reference number."""

from collections.abc import Sequence


class RuleBroken(Exception):
    """A rule of the domain refuses what was asked.

    `sentence` is one whole sentence in the reader's language (a lazy translation is fine); it is shown as it is.
    """

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class StaleRecord(RuleBroken):
    """Someone else saved the record after this form was opened; nothing of either was lost."""


class UnusableFile(RuleBroken):
    """An uploaded file cannot be read as what it claims to be."""


class ManyRulesBroken(RuleBroken):
    """Several sentences at once, each of which a person can act on."""

    def __init__(self, sentences: Sequence[object]) -> None:
        super().__init__("\n".join(str(sentence) for sentence in sentences))
        self.sentences = list(sentences)
