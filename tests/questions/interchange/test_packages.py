import io
import zipfile

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.questions.interchange import packages
from cgtraining.questions.interchange.packages import Package
from cgtraining.questions.interchange.qti import read
from tests.questions.interchange.moodle_files import question, quiz
from tests.questions.interchange.qti_files import PNG, choices, declared, interop, item, item12, material, zipped

ITEM = item(
    declared("RESPONSE", "single", "identifier", "A"),
    '<p><img src="../pictures/the%20yard.png" alt="yard"/></p>' + choices("1", "2"),
)


def manifest(*resources: str) -> bytes:
    inside = "".join(resources)
    return (
        f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{inside}</resources></manifest>'.encode()
    )


def resource(href: str, type_: str = "imsqti_item_xmlv2p2") -> str:
    return f'<resource identifier="r" type="{type_}" href="{href}"><file href="{href}"/></resource>'


TEST = b"""<assessmentTest identifier="t" title="All"><testPart identifier="p">
  <assessmentSection identifier="s" title="Streets" visible="true">
    <assessmentItemRef identifier="b" href="items/b.xml"/>
    <assessmentSection identifier="u" title="Yards" visible="true">
      <assessmentItemRef identifier="a" href="items/a.xml"/>
    </assessmentSection>
  </assessmentSection>
</testPart></assessmentTest>"""


def test_a_package_with_its_folders_and_pictures():
    listed = manifest(
        resource("items/a.xml"),
        resource("items/b.xml"),
        resource("items/c.xml"),
        resource("t.xml", "imsqti_test_xmlv2p2"),
    )
    files = {
        "imsmanifest.xml": listed,
        "items/a.xml": ITEM,
        "items/b.xml": ITEM,
        "t.xml": TEST,
        "pictures/the yard.png": PNG,
    }
    found = read(zipped(files))
    assert [(one.where, one.folder) for one in found] == [
        ("items/b.xml", ("Streets",)), ("items/a.xml", ("Streets", "Yards")), ("items/c.xml", ()),
    ]  # fmt: skip
    assert found[0].pictures == {"the_yard.png": PNG}
    assert found[0].content.text.en.startswith('<p><img src="file:the_yard.png" alt="yard"></p>')
    assert str(found[2].refusal) == "The manifest names this file, but the zip does not hold it."


def test_everything_may_stand_in_one_folder_and_a_broken_item_takes_no_other_with_it():
    listed = manifest(resource("a.xml"), resource("b.xml"))
    found = read(zipped({"export/imsmanifest.xml": listed, "export/a.xml": b"<assessmentItem>", "export/b.xml": ITEM}))
    assert [(one.where, one.content is None) for one in found] == [("export/a.xml", True), ("export/b.xml", False)]
    assert str(found[0].refusal) == "The file ends in line 1 in the middle: it was cut off. Export it again."


def test_a_zip_without_a_manifest_is_read_by_its_items():
    found = read(zipped({"b.xml": ITEM, "a.xml": ITEM, "notes.xml": b"<notes/>", "read.txt": b"-"}))
    assert [one.where for one in found] == ["a.xml", "b.xml"]


def test_a_picture_is_sought_only_within_the_package():
    climbing = ITEM.replace(b"../pictures/the%20yard.png", b"../../../../etc/passwd")
    (found,) = read(zipped({"items/a.xml": climbing}))
    assert found.pictures == {}
    assert [str(sentence) for sentence in found.losses] == [
        "A picture was left out, because the file does not hold it: ../../../../etc/passwd"
    ]
    assert found.content.text.en.startswith("<p>[yard]</p>")


def test_a_package_of_canvas_holds_the_better_copy_of_a_quiz():
    text = '<p><img src="$IMS-CC-FILEBASE$/the%20yard.png?canvas_=1" alt="yard"></p>'
    whole = interop(item12("file_upload_question", material(text)), title="Week 1")
    poorer = interop(item12("essay_question", material(text)))
    listed = manifest(
        '<resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="q/assessment_qti.xml"/>'
        "</resource>",
        '<resource identifier="m" type="associatedcontent/imscc_xmlv1p1/learning-application-resource"'
        ' href="q/assessment_meta.xml"><file href="q/assessment_meta.xml"/>'
        '<file href="non_cc_assessments/q.xml.qti"/></resource>',
    )
    found = read(
        zipped(
            {
                "imsmanifest.xml": listed,
                "q/assessment_qti.xml": poorer,
                "q/assessment_meta.xml": b'<quiz identifier="q"><title>Week 1</title></quiz>',
                "non_cc_assessments/q.xml.qti": whole,
                "web_resources/the yard.png": PNG,
            }
        )
    )
    assert [(one.where, one.folder, one.content.kind) for one in found] == [
        ("non_cc_assessments/q.xml.qti, line 3", ("Week 1",), "file_upload")
    ]
    assert found[0].pictures == {"the_yard.png": PNG}


TOO_MUCH = "This zip would unpack to far more than a package of questions holds, so it was not opened."
UNUSUAL = "This zip is packed in an unusual way. Pack it again as an ordinary zip."
LINK = "“a.xml” in the zip is a link to another file. It was not opened."


def with_member(name: str, content: bytes = b"x", **changes: int) -> bytes:
    out = io.BytesIO()
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    for key, value in changes.items():
        setattr(member, key, value)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, content)
    return out.getvalue()


def encrypted() -> bytes:
    """As it is marked in the directory of the zip."""
    plain = bytearray(with_member("a.xml"))
    plain[plain.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(plain)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 cut off", "This zip is damaged or was cut off. Export it again."),
        (zipped({"a.xml": ITEM})[:-30], "This zip is damaged or was cut off. Export it again."),
        (with_member("../a.xml"), "“../a.xml” in the zip points outside of it. It was not opened."),
        (with_member("/etc/a.xml"), "“/etc/a.xml” in the zip points outside of it. It was not opened."),
        (with_member("a\\..\\..\\b.xml"), "“a\\..\\..\\b.xml” in the zip points outside of it. It was not opened."),
        (with_member("C:/a.xml"), "“C:/a.xml” in the zip points outside of it. It was not opened."),
        (with_member("a.xml", external_attr=0o120777 << 16), LINK),
        (with_member("b/more.zip"), "“b/more.zip” is a zip within the zip. Unpack the outer one and upload that."),
        (with_member("a.xml", compress_type=zipfile.ZIP_LZMA), UNUSUAL),
        (encrypted(), "This zip is protected by a password. Export it without one."),
        (with_member("a.xml", b"\0" * 30_000_000), TOO_MUCH),
        (with_member("a.xml", b"\0" * 50_000_000), TOO_MUCH),
        (zipped({}), "There is no question in this zip."),
        (zipped({"a.xml": b"<notes/>"}), "There is no question in this zip."),
    ],
)  # fmt: skip
def test_a_zip_that_is_damaged_or_dangerous_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(UnusableFile) as refused:
        read(content)
    assert str(refused.value) == sentence


def test_too_many_files_and_too_large_a_zip_are_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_FILES", 2)
    with pytest.raises(UnusableFile, match="more than 3,000 files"):
        Package(zipped({"a": b"", "b": b"", "c": b""}))
    monkeypatch.setattr(packages, "LARGEST_ZIP", 10)
    with pytest.raises(UnusableFile, match="larger than 100 MB"):
        Package(zipped({"a": b""}))


def test_a_zip_that_lies_about_its_sizes_is_not_believed(monkeypatch):
    package = Package(zipped({"a": b"x" * 100, "b": b"x" * 100}))
    monkeypatch.setattr(packages, "LARGEST_FILE", 50)
    with pytest.raises(UnusableFile, match="unpack to far more"):
        package.read("a")


def test_a_damaged_file_in_a_zip_is_named():
    whole = bytearray(with_member("a.xml", bytes(range(200))))
    whole[40] ^= 0xFF
    with pytest.raises(UnusableFile, match=r"“a\.xml” in the zip is damaged"):
        Package(bytes(whole)).read("a.xml")


def test_a_file_of_moodle_in_a_zip_is_read_as_one():
    (found,) = read(zipped({"quiz.xml": quiz(question("essay", ""))}))
    assert (found.where, found.content.kind) == ("quiz.xml, line 3", "essay")
