"""Sample files by others, where there is a folder of them: moodle_xml/, qti12_canvas/, qti21/ and qti22/.

What is expected of each is what the documentation of its format says, looked up by hand.
"""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.questions.content import Choice, Matching, ShortText, TrueFalse
from cgtraining.questions.interchange import moodle, qti
from tests.questions.interchange.qti_files import zipped

CORPORA = os.environ.get("CGTRAINING_CORPORA")
pytestmark = pytest.mark.skipif(not CORPORA, reason="CGTRAINING_CORPORA names no folder of sample files")


def content(path: str) -> bytes:
    return (Path(CORPORA or ".") / path).read_bytes()


def test_moodle_refuses_the_same_broken_gaps():
    found = moodle.read(content("moodle_xml/broken_cloze_questions.xml"))
    assert [str(one.refusal) for one in found] == [
        "There is no gap in its text.",
        "The gap {MULTICHOICE} has no answers.",
        "A gap has fewer than two answers to choose from.",
        "In a gap no answer is worth 100%.",
        "“zero” is not a number.",
    ]


def test_a_choice_of_moodle_keeps_its_flags_and_loses_its_sound():
    (found,) = moodle.read(content("moodle_xml/multichoice.xml"))
    assert isinstance(found.content, Choice)
    assert [option.share for option in found.content.options] == [0, 1, 0, 0]
    assert len(found.pictures) == 4
    assert found.folder == ("Default for testhead", "Multichoice")
    assert [str(sentence) for sentence in found.losses] == [
        "The file “bonjour.mp3” was left out: only pictures are taken along.",
        "A link was left out; its words were kept.",
    ]


def test_true_and_false_of_moodle():
    found = moodle.read(content("moodle_xml/truefalse.xml"))
    assert [isinstance(one.content, TrueFalse) and one.content.right for one in found] == [False, True]
    assert all(len(one.pictures) == 4 for one in found)


def test_matching_of_canvas_with_its_distractor():
    (found,) = qti.read(content("qti12_canvas/matching.xml"))
    assert isinstance(found.content, Matching)
    assert [(one.text.en, one.target) for one in found.content.premises] == [
        ("Light Microscope", "8440"),
        ("Electron Microscopes", "5653"),
    ]
    assert [target.key for target in found.content.targets] == ["8440", "5653", "7777"]


def test_several_choices_by_the_mapping_and_its_bounds():
    (found,) = qti.read(content("qti21/choice_multiple.xml"))
    assert isinstance(found.content, Choice)
    shares = {option.key: option.share for option in found.content.options}
    half, all_of_it = Decimal("0.5"), Decimal(-1)
    assert shares == {"H": half, "He": all_of_it, "C": all_of_it, "O": half, "N": all_of_it, "Cl": -half}
    assert (found.points, found.content.shuffle) == (2, True)


def test_the_manifest_alone_is_refused_and_with_its_items_it_is_a_package():
    names = ["imsmanifest.xml", "choice.xml", "match.xml", "text_entry.xml"]
    with pytest.raises(UnusableFile, match="only the manifest of a package"):
        qti.read(content(f"qti22/{names[0]}"))
    found = {one.where: one for one in qti.read(zipped({name: content(f"qti22/{name}") for name in names}))}
    assert {name for name, one in found.items() if one.content} == set(names[1:])
    choice, match, entry = (found[name].content for name in names[1:])
    assert isinstance(choice, Choice)
    assert [option.share for option in choice.options] == [1, 0, 0]
    assert isinstance(match, Matching)
    assert [(one.key, one.target) for one in match.premises] == [("C", "R"), ("D", "M"), ("L", "M"), ("P", "T")]
    assert isinstance(entry, ShortText)
    assert [(one.text, one.share) for one in entry.accepted] == [("York", 1), ("york", Decimal("0.5"))]
    assert entry.folding.case is False
