import bz2
from pathlib import Path

import uharfbuzz

from cgtraining.documents.faces import Face
from cgtraining.documents.fonts import cut


def test_a_cut_font_has_what_was_kept_and_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(cut, "HERE", tmp_path)
    cut.cut(Face.LATIN.path, "cut.otf", {ord("A"), ord("é"), ord("王")}, cut.LATIN_FEATURES)
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(tmp_path / "cut.otf")))
    assert set(face.unicodes) == {ord("A"), ord("é")}


def test_the_characters_of_an_office_are_known():
    assert ord("王") in cut.encoded_in("gb2312")
    assert ord("䶮") not in cut.encoded_in("gb2312")


def test_the_general_standard_is_read_from_unihan(tmp_path):
    lines = "# Unihan\nU+738B\tkMandarin\twáng\nU+4DAE\tkTGH\t2013:7321\n"
    (tmp_path / "Unihan_Test.txt.bz2").write_bytes(bz2.compress(lines.encode()))
    assert cut.general_standard_characters(tmp_path) == {0x4DAE}


def test_every_face_is_cut_from_its_package(tmp_path, monkeypatch):
    made: dict[str, tuple[Path, set[int]]] = {}
    monkeypatch.setattr(cut, "cut", lambda source, target, kept, *_: made.update({target: (source, kept)}))
    cut.main("noto", "garamond", "sans", str(tmp_path))
    assert set(made) == {face.value.file for face in Face}
    assert made["song-400.otf"][0] == Path("noto/NotoSerifCJK-Regular.ttc")
    assert ord("𠮷") in made["song-400.otf"][1]
