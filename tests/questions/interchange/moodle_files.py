"""Files as Moodle writes them, with own questions."""

import base64

PNG = b"\x89PNG\r\n\x1a\nlamp"
IN_BASE64 = base64.b64encode(PNG).decode()


def question(type_: str, inside: str, text: str = "Who convenes the council?", text_format: str = "html") -> str:
    return f"""
  <question type="{type_}">
    <name><text>Councils 1</text></name>
    <questiontext format="{text_format}"><text><![CDATA[{text}]]></text></questiontext>
    <generalfeedback format="html"><text>See the statute.</text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber></idnumber>
    {inside}
  </question>"""


def quiz(*questions: str) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>' + "".join(questions) + "\n</quiz>").encode()


def answer(text: str, fraction: str, feedback: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f'<feedback format="html"><text>{feedback}</text></feedback>{more}</answer>'
    )
