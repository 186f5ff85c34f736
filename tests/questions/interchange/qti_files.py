"""Files of QTI 2 and 1.2 as others write them, with own questions."""

import io
import zipfile

TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
PNG = b"\x89PNG\r\n\x1a\nyard"


def declared(identifier: str, cardinality: str, base_type: str, *right: str, mapping: str = "") -> str:
    correct = "".join(f"<value>{value}</value>" for value in right)
    return (
        f'<responseDeclaration identifier="{identifier}" cardinality="{cardinality}" baseType="{base_type}">'
        + (f"<correctResponse>{correct}</correctResponse>" if right else "")
        + mapping
        + "</responseDeclaration>"
    )


def mapped(*entries: tuple[str, str], **attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    inside = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in entries)
    return f"<mapping{written}>{inside}</mapping>"


def item(declarations: str, body: str, processing: str = "match_correct", after: str = "", **attributes: str) -> bytes:
    """`processing`: the name of a template, what stands in the element, or nothing at all."""
    more = "".join(f' {name.replace("_", ":")}="{value}"' for name, value in attributes.items())
    if processing.lstrip().startswith("<"):
        processing = f"<responseProcessing>{processing}</responseProcessing>"
    elif processing:
        processing = f'<responseProcessing template="{TEMPLATES}{processing}"/>'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="yard" title="The yard"
    adaptive="false" timeDependent="false"{more}>
  {declarations}
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
  <itemBody>
    {body}
  </itemBody>
  {processing}
  {after}
</assessmentItem>""".encode()


def choices(*texts: str, most: int = 1, shuffle: str = "true") -> str:
    """A, B, C …"""
    inside = "".join(
        f'<simpleChoice identifier="{identifier}">{text}</simpleChoice>'
        for identifier, text in zip("ABCDE", texts, strict=False)
    )
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="{shuffle}" maxChoices="{most}">'
        f"<prompt>Who sweeps the yard?</prompt>{inside}</choiceInteraction>"
    )


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def item12(question_type: str, presentation: str, processing: str = "", after: str = "") -> str:
    """An item as Canvas writes it."""
    fields = (("question_type", question_type), ("points_possible", "2.5")) if question_type else ()
    metadata = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        for label, entry in fields
    )
    return f"""
    <item ident="i1" title="The yard">
      <itemmetadata><qtimetadata>{metadata}</qtimetadata></itemmetadata>
      <presentation>{presentation}</presentation>
      <resprocessing>
        <outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
        {processing}
      </resprocessing>
      {after}
    </item>"""


def material(text: str, texttype: str = "text/html") -> str:
    return f'<material><mattext texttype="{texttype}"><![CDATA[{text}]]></mattext></material>'


def lid(identifier: str, labels: dict[str, str], cardinality: str = "Single", before: str = "") -> str:
    inside = "".join(
        f'<response_label ident="{ident}">{material(text, "text/plain")}</response_label>'
        for ident, text in labels.items()
    )
    return (
        f'<response_lid ident="{identifier}" rcardinality="{cardinality}">{before}'
        f"<render_choice>{inside}</render_choice></response_lid>"
    )


def condition(test: str, score: str = "", feedback: str = "") -> str:
    setting = f'<setvar action="Set" varname="SCORE">{score}</setvar>' if score else ""
    shown = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>' if feedback else ""
    return f"<respcondition><conditionvar>{test}</conditionvar>{setting}{shown}</respcondition>"


def equal(response: str, value: str) -> str:
    return f'<varequal respident="{response}">{value}</varequal>'


def interop(*items: str, title: str = "") -> bytes:
    inside = "".join(items)
    if title:
        inside = f'<assessment ident="a" title="{title}"><section ident="root_section">{inside}</section></assessment>'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">{inside}</questestinterop>""".encode()
