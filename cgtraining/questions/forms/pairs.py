"""Matching and ordering."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Labelled, Matching, Ordering, OrderRule, Premise
from cgtraining.questions.forms.parts import (
    LabelRow,
    QuestionForm,
    area,
    asked_data,
    asked_of,
    complain,
    is_html,
    is_written,
    labelled_data,
    labelled_of,
    rows_of,
)
from cgtraining.questions.forms.rows import fresh_key, with_keys
from cgtraining.questions.forms.texts import Data, read_both, typed_both
from cgtraining.web.fields import choices


class PairRow(LabelRow):
    """`target` is the key of the match; pairs with the same one share it as long as its words are the same."""

    target = HiddenField()
    match_zh = area(_l("Match in Chinese"))
    match_en = area(_l("Match in English"))


class MatchingForm(QuestionForm):
    kind = "matching"
    lists = ("pairs", "distractors")
    pairs = rows_of(PairRow)
    distractors = rows_of(LabelRow)
    places = HiddenField()
    shuffle = BooleanField(_l("Show the matches in a different order to each trainee"), default=True)

    def check(self) -> None:
        for row in self.pairs:
            has_text, has_match = is_written(row.form.data), is_written(row.form.data, "match_zh", "match_en")
            if has_text != has_match:
                complain(row.form.match_zh if has_text else row.form.text_zh, _l("Write both sides of this pair."))
        if not any(is_written(row.form.data) for row in self.pairs):
            complain(self.text_zh, _l("Write at least one pair."))
        elif len(targets_of(self.data)[1]) < 2:
            complain(self.text_zh, _l("With one match only there is nothing to choose. Add a pair or a distractor."))

    @staticmethod
    def content_of(data: Data) -> Matching:
        premises, targets = targets_of(data)
        return Matching(
            kind="matching",
            premises=tuple(premises),
            targets=tuple(targets),
            shuffle=bool(data.get("shuffle")),
            **asked_of(data),
        )

    @staticmethod
    def data_of(content: Matching) -> dict[str, Any]:
        targets = {target.key: target for target in content.targets}
        used = {premise.target for premise in content.premises}
        return {
            **asked_data(content),
            "shuffle": content.shuffle,
            "places": " ".join(targets),
            "pairs": [
                {**labelled_data(one), "target": one.target, **typed_both("match", targets[one.target].text)}
                for one in content.premises
            ],
            "distractors": [labelled_data(target) for target in content.targets if target.key not in used],
        }


class OrderingForm(QuestionForm):
    kind = "ordering"
    lists = ("entries",)
    entries = rows_of(LabelRow)
    rule = RadioField(
        _l("An order that is partly right earns"),
        choices=choices(
            [
                (OrderRule.PAIRS.value, _l("the part of all pairs that stand in the right order")),
                (OrderRule.PLACES.value, _l("the part of the entries that stand at their own place")),
                (OrderRule.EXACT.value, _l("nothing")),
            ]
        ),
        default=OrderRule.PAIRS.value,
    )

    def check(self) -> None:
        if sum(is_written(row.form.data) for row in self.entries) < 2:
            complain(self.text_zh, _l("Write at least two entries, in the right order."))

    @staticmethod
    def content_of(data: Data) -> Ordering:
        html = is_html(data)
        rows = with_keys([row for row in data["entries"] if is_written(row)])
        entries = tuple(labelled_of(row, html) for row in rows)
        return Ordering(kind="ordering", entries=entries, rule=OrderRule(data.get("rule")), **asked_of(data))

    @staticmethod
    def data_of(content: Ordering) -> dict[str, Any]:
        entries = [labelled_data(entry) for entry in content.entries]
        return {**asked_data(content), "rule": content.rule.value, "entries": entries}


def targets_of(data: Data) -> tuple[list[Premise], list[Labelled]]:
    """Matches with the same words are one; the order of before is kept, and what is new follows."""
    html = is_html(data)
    pairs = with_keys([row for row in data["pairs"] if is_written(row)])
    extra = [row for row in data["distractors"] if is_written(row)]
    used = {row.get("key") for row in extra}
    texts: dict[str, BilingualText] = {}
    premises = []
    for row in pairs:
        match = read_both(row, "match", is_html=html)
        target = _key_for(match, row.get("target"), texts, used)
        texts[target] = match
        premises.append(Premise(key=row["key"], text=read_both(row, "text", is_html=html), target=target))
    for row in extra:
        key = row.get("key")
        texts[key if key and key not in texts else fresh_key({*texts, *used})] = read_both(row, "text", is_html=html)
    return premises, _in_order([Labelled(key=key, text=text) for key, text in texts.items()], data.get("places"))


def _key_for(match: BilingualText, wanted: str | None, texts: dict[str, BilingualText], used: set[Any]) -> str:
    if wanted and texts.get(wanted, match) == match:
        return wanted
    same = next((key for key, text in texts.items() if text == match), None)
    return same or fresh_key({*texts, *used})


def _in_order(targets: Sequence[Labelled], places: str | None) -> list[Labelled]:
    order = {key: place for place, key in enumerate((places or "").split())}
    return sorted(targets, key=lambda target: order.get(target.key, len(order)))
