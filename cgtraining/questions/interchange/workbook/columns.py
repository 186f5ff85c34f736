"""The columns of a workbook of questions, by headings in either language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cgtraining.questions.kinds import QuestionKind

LETTERS = "ABCDEFGH"
ENGLISH = re.compile(r"英文|英语|\bin english\b|\benglish\b|\(en\)|_en$")
OPTION = re.compile(r"(?:备选|选项|option|答案选项)\s*([a-h])\b.*|选项([a-h]).*|([a-h])(?:选?项)?")
# In this order: 题目名称 is a name, 答案选项 are options.
NAMES = (
    ("data", r"系统数据|data\b"),
    ("name", r"(?:题目)?名称|题名|name\b"),
    ("kind", r"(?:题目|试题)?(?:题型|类型)|kind\b|(?:question )?type\b"),
    ("options", r"选项|备选项|options\b|choices\b"),
    ("text", r"题干|题目|试题|问题|question\b|stem\b|text\b"),
    ("explanation", r"(?:答案)?解析|分析|explanation\b|feedback\b"),
    ("answer", r"(?:正确|参考|标准)?答案|(?:correct )?answers?\b"),
    ("points", r"分值|分数|points?\b|score\b"),
    ("difficulty", r"难度|难易|difficulty\b"),
    ("competencies", r"能力要素|知识点|考点|标签|competenc|tags?\b"),
    ("folder", r"文件夹|目录|章节|分类|folder\b|category\b|chapter\b"),
)
HEADINGS = {
    "name": "名称 Name",
    "kind": "题型 Kind",
    "text": "题干 Question",
    **{f"option {letter}": f"选项{letter} Option {letter}" for letter in LETTERS},
    "answer": "答案 Answer",
    "explanation": "解析 Explanation",
    "points": "分值 Points",
    "difficulty": "难度 Difficulty",
    "competencies": "能力要素 Competencies",
    "folder": "文件夹 Folder",
    "text en": "英文题干 Question in English",
    **{f"option {letter} en": f"英文选项{letter} Option {letter} in English" for letter in LETTERS},
    "answer en": "英文答案 Answer in English",
    "explanation en": "英文解析 Explanation in English",
    "data": "系统数据（请勿改动） Data (leave as it is)",
}
KINDS = {
    QuestionKind.SINGLE: "单选 Single choice",
    QuestionKind.MULTIPLE: "多选 Multiple choice",
    QuestionKind.TRUE_FALSE: "判断 True or false",
    QuestionKind.MATCHING: "匹配 Matching",
    QuestionKind.ORDERING: "排序 Ordering",
    QuestionKind.NUMERICAL: "数值 Numerical",
    QuestionKind.SHORT_TEXT: "填空 Short answer",
    QuestionKind.CLOZE: "完形填空 Cloze",
    QuestionKind.ESSAY: "简答 Essay",
    QuestionKind.FILE_UPLOAD: "上传文件 File upload",
    QuestionKind.LIKERT: "量表 Rating scale",
    QuestionKind.MATRIX: "矩阵 Matrix",
}
WORDS = (
    (QuestionKind.CLOZE, r"完形|多空|cloze"),
    (QuestionKind.SINGLE, r"单项?选|single"),
    (QuestionKind.MULTIPLE, r"多项?选|不定项|multiple"),
    (QuestionKind.TRUE_FALSE, r"判断|是非|true"),
    (QuestionKind.MATCHING, r"匹配|连线|配对|match"),
    (QuestionKind.ORDERING, r"排序|order|sequence"),
    (QuestionKind.NUMERICAL, r"数值|计算|numer"),
    (QuestionKind.SHORT_TEXT, r"填空|short|fill"),
    (QuestionKind.FILE_UPLOAD, r"上传|file"),
    (QuestionKind.LIKERT, r"量表|likert|rating|scale"),
    (QuestionKind.MATRIX, r"矩阵|matrix"),
    (QuestionKind.ESSAY, r"简答|问答|论述|案例|主观|名词解释|essay|open"),
)


@dataclass(frozen=True)
class Row:
    """Cells by the names of `HEADINGS`; what is empty is not there."""

    number: int
    sheet: str
    cells: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def options(self, *, english: bool = False) -> list[tuple[str, str]]:
        """Letter and text of each that is there, or one on each line of a single cell."""
        end = " en" if english else ""
        found = [(letter, self.get(f"option {letter}{end}")) for letter in LETTERS]
        found = [(letter, text) for letter, text in found if text]
        if found:
            return found
        lines = [line.strip() for line in self.get(f"options{end}").split("\n") if line.strip()]
        marked = [re.sub(r"^[A-Ha-h]\s*[.、．)）:：]\s*", "", line) for line in lines]
        return list(zip(LETTERS, marked, strict=False))


def column_of(heading: str) -> str | None:
    plain = heading.strip().lower().replace("（", "(").replace("）", ")")
    english = " en" if re.search(r"英文|英语|\bin english\b|\(english\)|\(en\)", plain) else ""
    base = ENGLISH.sub("", plain).strip(" -_:：()")
    if option := OPTION.match(base):
        letter = next(group for group in option.groups() if group)
        return f"option {letter.upper()}{english}"
    found = next((name for name, words in NAMES if re.match(words, base)), None)
    return f"{found}{english}" if found in ("text", "answer", "explanation", "options") else found


def kind_named(said: str) -> QuestionKind | None:
    plain = said.strip().lower()
    return next((kind for kind, words in WORDS if re.search(words, plain)), None)


def columns_in(row: Sequence[str]) -> dict[int, str] | None:
    """By their place, if this is a row of headings: it names the question, and the answer or the kind."""
    found: dict[int, str] = {}
    for place, heading in enumerate(row):
        if (name := column_of(heading)) and name not in found.values() and len(heading) <= 60:
            found[place] = name
    names = set(found.values())
    return found if "text" in names and names & {"answer", "kind"} else None
