"""Cut the product's fonts out of the Debian packages named in README.md beside this file.

    python -m cgtraining.documents.fonts.cut NOTO_CJK EBGARAMOND NOTO_SANS UNIHAN

Each argument is a folder of one unpacked package; UNIHAN holds Unihan_*.txt.bz2 (for 通用规范汉字表).
"""

import bz2
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import uharfbuzz

HERE = Path(__file__).resolve().parent
SIMPLIFIED_CHINESE = 2  # the face of the collection that draws characters the mainland's way
HANGUL = (
    range(0x1100, 0x1200),
    range(0x3130, 0x3190),
    range(0xA960, 0xA980),
    range(0xAC00, 0xD800),
)
ALPHABETS = (
    range(0x20, 0x530),
    range(0x1AB0, 0x1B00),
    range(0x1D00, 0x20D0),
    range(0x2100, 0x2200),
)
HAN_FEATURES = ("ccmp", "liga", "kern", "palt", "halt")
LATIN_FEATURES = ("ccmp", "liga", "kern", "mark", "mkmk", "locl", "smcp", "c2sc", "lnum", "tnum")
UNUSED_TABLES = ("VORG", "vhea", "vmtx", "DSIG", "BASE")


def encoded_in(charset: str) -> set[int]:
    """The code points of a two-byte Chinese charset, its private-use ones left out."""
    points = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes([lead, trail]).decode(charset, errors="ignore")
            if len(text) == 1 and not 0xE000 <= ord(text) <= 0xF8FF:
                points.add(ord(text))
    return points


def general_standard_characters(unihan: Path) -> set[int]:
    """通用规范汉字表 (8,105 characters) as Unihan's kTGH states it."""
    points = set()
    for file in unihan.glob("Unihan_*.txt.bz2"):
        for line in bz2.decompress(file.read_bytes()).decode().splitlines():
            if "\tkTGH\t" in line:
                points.add(int(line.split("\t")[0][2:], 16))
    return points


def tags(names: Iterable[str]) -> Iterator[int]:
    return (int.from_bytes(name.encode(), "big") for name in names)


def cut(source: Path, target: str, kept: set[int], features: Iterable[str], index: int = 0) -> None:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source)), index)
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(kept & set(face.unicodes))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(tags(features))
    wanted.drop_table_tag_set.update(tags(UNUSED_TABLES))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    (HERE / target).write_bytes(uharfbuzz.subset(face, wanted).blob.data)


def main(noto_cjk: str, garamond: str, noto_sans: str, unihan: str) -> None:
    alphabets = {point for block in ALPHABETS for point in block}
    standard = general_standard_characters(Path(unihan))
    office = encoded_in("gb2312") | standard | alphabets
    everything = set(range(0x20, 0x32000)) - {point for block in HANGUL for point in block}
    for source, target, kept in (
        ("NotoSerifCJK-Regular.ttc", "song-400.otf", everything),
        ("NotoSerifCJK-SemiBold.ttc", "song-600.otf", office),
        ("NotoSansCJK-Regular.ttc", "sans-400.otf", office | encoded_in("gbk")),
        ("NotoSansCJK-Bold.ttc", "sans-700.otf", office),
    ):
        cut(Path(noto_cjk, source), target, kept, HAN_FEATURES, SIMPLIFIED_CHINESE)
    for source, target in (("Regular", "latin-400.otf"), ("Italic", "latin-400-italic.otf")):
        cut(Path(garamond, f"EBGaramond12-{source}.otf"), target, alphabets, LATIN_FEATURES)
    for source, target in (("Regular", "plain-400.ttf"), ("Bold", "plain-700.ttf")):
        cut(Path(noto_sans, f"NotoSans-{source}.ttf"), target, alphabets, LATIN_FEATURES)


if __name__ == "__main__":
    main(*sys.argv[1:])
