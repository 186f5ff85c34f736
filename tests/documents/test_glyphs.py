from cgtraining.documents.faces import Face
from cgtraining.documents.glyphs import described, missing_characters


def test_rare_characters_in_names_are_drawn():
    assert missing_characters("䶮㛃𬱖𬭎𬀩𠮷喆垚犇﨎") == []


def test_names_of_many_peoples_are_drawn():
    assert missing_characters("阿依古丽·买买提 Ǚ é ş ğ ł ő Nguyễn Ærø Дмитрий") == []


def test_a_character_that_no_font_of_ours_has_is_named_once():
    assert missing_characters("𪛖王𪛖芳😀️") == ["𪛖", "😀", "️"]


def test_every_character_of_the_office_standards_is_drawn():
    hanzi = [bytes([a, b]).decode("gb2312", "ignore") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)]
    assert missing_characters("".join(hanzi)) == []


def test_a_face_alone_is_asked_when_wanted():
    assert missing_characters("王a", [Face.LATIN]) == ["王"]


def test_an_invisible_character_is_described_by_its_name():
    assert described("\u200b") == "ZERO WIDTH SPACE (U+200B)"
    assert described("\U000f0000") == "U+F0000"
    assert described("𪛖") == "𪛖 (U+2A6D6)"
