import time

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.questions.interchange.xml_reading import read_xml

LAUGHS = b'<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><q>&b;</q>'
BLOWUP = b'<!DOCTYPE q [<!ENTITY a "' + b"a" * 100_000 + b'">]><q>' + b"&a;" * 10_000 + b"</q>"
ENTITIES = "this file defines or uses entities of its own"
NESTED = "nested deeper or holds more"


@pytest.mark.parametrize(
    ("hostile", "sentence"),
    [
        (LAUGHS, ENTITIES),
        (BLOWUP, ENTITIES),
        (b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><q>&a;</q>', ENTITIES),
        (b'<!DOCTYPE q [<!ENTITY % a SYSTEM "http://example.org/a"> %a;]><q/>', ENTITIES),
        (b'<!DOCTYPE q SYSTEM "http://example.org/q.dtd"><q/>', ENTITIES),
        (b'<!DOCTYPE q SYSTEM "q.dtd"><q>&secret;</q>', ENTITIES),
        (b"<q>" * 500_000, NESTED),
        (b"<q " + b" ".join(b'a%d=""' % number for number in range(100)) + b"/>", NESTED),
        (b'<q a="' + b"a" * 200_000 + b'"/>', NESTED),
    ],
)
def test_hostile_xml_is_refused_at_once(hostile, sentence):
    begun = time.perf_counter()
    with pytest.raises(UnusableFile, match=sentence):
        read_xml(hostile)
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in this file."),
        (b" \n ", "There is nothing in this file."),
        (b"::Q1:: GIFT {T}", "This is not an XML file."),
        (b"<quiz>\n<question>\n<name>Coun", "The file ends in line 3 in the middle: it was cut off. Export it again."),
        (b"<quiz>\n<![CDATA[x", "The file ends in line 2 in the middle: it was cut off. Export it again."),
        (b"<quiz>\n</quix>", "Line 2: this is not well-formed XML. Export it again."),
        (b"<quiz>a&nbsp;b</quiz>", "Line 1: this is not well-formed XML. Export it again."),
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>社区</quiz>'.encode("gbk"),
            "Line 2: this is not written in UTF-8, as the file says. Save it in UTF-8.",
        ),
        (b'<?xml version="1.0" encoding="utf-7"?><q/>', "This file is in the encoding “utf-7”. Save it in UTF-8."),
        (b'<?xml version="1.0" encoding="rot13"?><q/>', "This file is in the encoding “rot13”. Save it in UTF-8."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(content, sentence):
    with pytest.raises(UnusableFile) as refused:
        read_xml(content)
    assert str(refused.value) == sentence


def test_a_file_that_is_too_large_is_refused_unread():
    with pytest.raises(UnusableFile, match="larger than 40 MB"):
        read_xml(b"<" + b" " * (40 * 1024 * 1024))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb2312", "gb18030", "big5"])
def test_the_encoding_is_the_declared_one(encoding):
    declared = encoding.removesuffix("-sig")
    read = read_xml(
        f'<?xml version="1.0" encoding="{declared}"?><quiz>社區</quiz>'.encode(
            "gb18030" if encoding == "gb2312" else encoding
        )
    )
    assert read.text == "社區"


def test_utf_16_needs_no_mark():
    assert read_xml("<q>社区</q>".encode("utf-16-be")).text == "社区"


def test_names_are_local_and_text_is_put_together():
    read = read_xml(
        b'<?xml version="1.0"?><!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2p1.dtd">'
        b'<q:item xmlns:q="urn:x" xml:lang="zh" q:id="1" id="2">a &amp; <q:b>b</q:b><c/>\n<![CDATA[<p>]]>'
        b"<b>d<e/></b></q:item>"
    )
    assert (read.name, read.get("lang"), read.get("id"), read.get("none", "-")) == ("item", "zh", "2", "-")
    assert read.text == "a & b\n<p>d"
    assert [one.text for one in read.elements("b")] == ["b", "d"]
    assert [(one.name, one.line) for one in read.descendants()] == [("b", 1), ("c", 1), ("b", 2), ("e", 2)]
    assert (read.text_of("b"), read.text_of("z"), read.first("z")) == ("b", "", None)
