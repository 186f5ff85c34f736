"""Each answer in words: how it looks, the verdict, and what to do about it."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from cgtraining.certificates.models import Standing
from cgtraining.language.choosing import in_language, language
from cgtraining.language.text import Language
from cgtraining.verification.answers import Finding


@dataclass(frozen=True)
class Verdict:
    """`tone` is good, attention or bad; `sign` the name of an icon."""

    tone: str
    sign: str
    sentence: object
    advice: object

    @property
    def other_language(self) -> Language:
        return "en" if language() == "zh" else "zh"

    @property
    def in_other_language(self) -> str:
        """The verdict once more, for whoever stands beside the reader."""
        with in_language(self.other_language):
            return str(self.sentence)


VERDICTS: dict[Standing | Finding, Verdict] = {
    Standing.VALID: Verdict(
        "good",
        "patch-check",
        _l("This certificate is valid"),
        _l("Compare the paper with the facts below, line by line."),
    ),
    Standing.REPLACED: Verdict(
        "attention",
        "arrow-repeat",
        _l("This certificate was replaced"),
        _l("A fact was corrected. The newer certificate counts, not this one."),
    ),
    Standing.SUSPENDED: Verdict(
        "attention",
        "pause-circle",
        _l("This certificate is suspended"),
        _l("It is being looked into. Until then do not rely on it."),
    ),
    Standing.REVOKED: Verdict(
        "bad",
        "slash-circle",
        _l("This certificate was revoked"),
        _l("It no longer holds. Do not rely on it."),
    ),
    Standing.EXPIRED: Verdict(
        "attention",
        "clock-history",
        _l("This certificate has expired"),
        _l("Its last day of validity has passed."),
    ),
    Finding.UNKNOWN: Verdict(
        "bad",
        "question-circle",
        _l("No certificate has this code"),
        _l("Compare the code with the paper once more. If it is the same, this office did not issue the certificate."),
    ),
    Finding.MISTYPED: Verdict(
        "attention",
        "question-circle",
        _l("This code cannot be right"),
        _l("A character is missing or mistyped: compare each of the 17 characters with the paper."),
    ),
    Finding.ALTERED: Verdict(
        "bad",
        "exclamation-triangle",
        _l("This file is not the one that was issued"),
        _l("It carries the code of the certificate below, but its contents were changed after it was issued."),
    ),
    Finding.FOREIGN: Verdict(
        "bad",
        "question-circle",
        _l("This file is not a certificate of this office"),
        _l(
            "Its bytes are not those of any certificate that was issued here, and it carries no code that is known. "
            "A scan or a photograph cannot be compared: type the code instead."
        ),
    ),
}
