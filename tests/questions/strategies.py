"""Contents of every kind, for properties. Texts are as the bank keeps them: sanitised, in one language or in both."""

from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Choice,
    ChoiceGap,
    Cloze,
    Content,
    Essay,
    FileUpload,
    Folding,
    Labelled,
    Likert,
    Matching,
    Matrix,
    MatrixRow,
    NumberGap,
    Numerical,
    Option,
    Ordering,
    OrderRule,
    Premise,
    ShortText,
    TextGap,
    TrueFalse,
    Unit,
    UnitRule,
)
from cgtraining.questions.rich_text import clean

PIECES = [
    "社区", "居民议事会", "council", "A", "3", " ", "和", "=", "~", "#", "}", "{", "%", "\\", "/", ":", "[1]", "&amp;",
    "a &lt; b", "“引号”", '"', "'", "𠮷", "½", "<br>", "<strong>重点</strong>", "H<sub>2</sub>O", "<p>一段</p>",
    "<p>Second</p>", "<ul><li>甲</li><li>乙</li></ul>", '<span lang="en">Cedar</span>',
    "<table><tbody><tr><td>1</td><td>二</td></tr></tbody></table>",
]  # fmt: skip
PICTURES = ['<img src="picture:1" alt="图">', '<img src="picture:2" alt="a &amp; b" width="40" height="30">']
WORDS = [
    "居民",
    "社区议事",
    "council",
    "Resident committee",
    "A*",
    "50%",
    "a=b",
    "c~d",
    "{e}",
    "f#g",
    "h\\i",
    "１２",
    "<b>",
    "&amp;",
    "*",
]
UNITS = ["m", "km", "米", "平方米", "°C", "km/h", "%"]
SHARES = [Decimal(text) for text in ("1", "0.5", "0.3333333", "0.25", "0", "-0.25", "-0.5", "-1")]


@cache
def html(*, pictures: bool = False) -> st.SearchStrategy[str]:
    pieces = st.sampled_from([*PIECES, *(PICTURES if pictures else ())])
    return st.lists(pieces, min_size=1, max_size=4).map("".join).map(clean).filter(bool)


@cache
def texts(*, pictures: bool = False) -> st.SearchStrategy[BilingualText]:
    """In at least one language."""
    written = html(pictures=pictures)
    return st.one_of(
        st.builds(BilingualText, zh=written, en=written),
        st.builds(BilingualText, zh=written),
        st.builds(BilingualText, en=written),
    )


@cache
def maybe_texts(*, pictures: bool = False) -> st.SearchStrategy[BilingualText]:
    return st.one_of(st.just(BilingualText()), texts(pictures=pictures))


@cache
def keys(least: int, most: int) -> st.SearchStrategy[list[str]]:
    key = st.text("abcXYZ019_.-", min_size=1, max_size=4)
    return st.lists(key, min_size=least, max_size=most, unique=True)


@cache
def numbers() -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=-100_000, max_value=100_000, places=3, allow_nan=False)


@cache
@st.composite
def labelled(draw: st.DrawFn, least: int, most: int, pictures: bool = False) -> tuple[Labelled, ...]:
    return tuple(Labelled(key=key, text=draw(texts(pictures=pictures))) for key in draw(keys(least, most)))


@cache
@st.composite
def options(draw: st.DrawFn, most: int = 4, pictures: bool = False) -> tuple[Option, ...]:
    """The first one is right, wherever it then stands."""
    made = [
        Option(
            key=key,
            text=draw(texts(pictures=pictures)),
            share=Decimal(1) if place == 0 else draw(st.sampled_from(SHARES)),
            feedback=draw(maybe_texts()),
        )
        for place, key in enumerate(draw(keys(2, most)))
    ]
    return tuple(draw(st.permutations(made)))


@cache
def accepted_words() -> st.SearchStrategy[Accepted]:
    return st.builds(Accepted, text=st.sampled_from(WORDS), share=st.sampled_from(SHARES), feedback=maybe_texts())


@cache
def accepted_numbers() -> st.SearchStrategy[AcceptedNumber]:
    return st.builds(
        AcceptedNumber,
        value=st.one_of(numbers(), st.none()),
        tolerance=st.decimals(min_value=0, max_value=100, places=2),
        share=st.sampled_from(SHARES),
        feedback=maybe_texts(),
    )


@cache
def foldings() -> st.SearchStrategy[Folding]:
    return st.builds(Folding, wildcards=st.booleans(), case=st.booleans(), width=st.booleans(), script=st.booleans())


def tuples(of: st.SearchStrategy, least: int, most: int) -> st.SearchStrategy[tuple]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


@st.composite
def choices(draw: st.DrawFn, pictures: bool = False) -> Choice:
    return Choice(
        kind=draw(st.sampled_from(["single", "multiple"])),
        text=draw(texts(pictures=pictures)),
        explanation=draw(maybe_texts(pictures=pictures)),
        options=draw(options(pictures=pictures)),
        shuffle=draw(st.booleans()),
        all_or_nothing=draw(st.booleans()),
    )


@st.composite
def matchings(draw: st.DrawFn, pictures: bool = False) -> Matching:
    targets = draw(labelled(2, 4, pictures))
    target = st.sampled_from([one.key for one in targets])
    premises = tuple(
        Premise(key=key, text=draw(texts(pictures=pictures)), target=draw(target)) for key in draw(keys(1, 3))
    )
    return Matching(
        kind="matching",
        text=draw(texts(pictures=pictures)),
        explanation=draw(maybe_texts()),
        premises=premises,
        targets=targets,
        shuffle=draw(st.booleans()),
    )


@cache
@st.composite
def gaps(draw: st.DrawFn, key: str) -> ChoiceGap | TextGap | NumberGap:
    weight = draw(st.sampled_from([Decimal(1), Decimal(2), Decimal("0.5")]))
    which = draw(st.sampled_from(["choice", "text", "number"]))
    if which == "choice":
        return ChoiceGap(key=key, kind="choice", weight=weight, options=draw(options(3)), shuffle=draw(st.booleans()))
    if which == "text":
        return TextGap(
            key=key, kind="text", weight=weight, accepted=draw(tuples(accepted_words(), 1, 2)), folding=draw(foldings())
        )
    return NumberGap(key=key, kind="number", weight=weight, accepted=draw(tuples(accepted_numbers(), 1, 2)))


@st.composite
def clozes(draw: st.DrawFn, pictures: bool = False) -> Cloze:
    made = tuple(draw(gaps(key)) for key in draw(keys(1, 3)))

    def with_gaps() -> str:
        return "".join(f"{draw(html(pictures=pictures))} [[{gap.key}]]" for gap in draw(st.permutations(made)))

    both = draw(st.sampled_from(["zh", "en", "both"]))
    return Cloze(
        kind="cloze",
        text=BilingualText(with_gaps() if both != "en" else None, with_gaps() if both != "zh" else None),
        explanation=draw(maybe_texts()),
        gaps=made,
    )


@st.composite
def matrices(draw: st.DrawFn, pictures: bool = False) -> Matrix:
    columns = draw(labelled(2, 3))
    of_columns = st.sampled_from([column.key for column in columns])
    many, marked = draw(st.booleans()), draw(st.booleans())
    right = st.lists(of_columns, min_size=1, max_size=3 if many else 1, unique=True) if marked else st.just([])
    rows = tuple(
        MatrixRow(key=key, text=draw(texts(pictures=pictures)), right=tuple(draw(right))) for key in draw(keys(1, 3))
    )
    return Matrix(
        kind="matrix",
        text=draw(texts(pictures=pictures)),
        explanation=draw(maybe_texts()),
        rows=rows,
        columns=columns,
        many=many,
    )


@cache
def contents(*, pictures: bool = False) -> st.SearchStrategy[Content]:
    """Of any kind; with `pictures` some texts show `picture:1` or `picture:2`."""
    asked = {"text": texts(pictures=pictures), "explanation": maybe_texts(pictures=pictures)}
    length = st.one_of(st.none(), st.integers(1, 2_000))
    return st.one_of(
        choices(pictures),
        st.builds(
            TrueFalse,
            kind=st.just("true_false"),
            right=st.booleans(),
            feedback_true=maybe_texts(),
            feedback_false=maybe_texts(),
            **asked,
        ),
        matchings(pictures),
        st.builds(
            Ordering,
            kind=st.just("ordering"),
            entries=labelled(2, 4, pictures),
            rule=st.sampled_from(OrderRule),
            **asked,
        ),
        st.builds(
            Numerical,
            kind=st.just("numerical"),
            accepted=tuples(accepted_numbers(), 1, 3),
            units=tuples(
                st.builds(
                    Unit,
                    name=st.sampled_from(UNITS),
                    factor=st.sampled_from([Decimal(text) for text in ("1", "1000", "0.001", "60", "2.54", "0.3048")]),
                ),
                0,
                3,
            ),
            unit_rule=st.sampled_from(UnitRule),
            unit_penalty=st.sampled_from([Decimal("0.5"), Decimal("0.1"), Decimal(1), Decimal(0)]),
            **asked,
        ),
        st.builds(
            ShortText,
            kind=st.just("short_text"),
            accepted=tuples(accepted_words(), 1, 3),
            folding=foldings(),
            **asked,
        ),
        clozes(pictures),
        st.builds(Essay, kind=st.just("essay"), shortest=length, longest=length, guidance=maybe_texts(), **asked),
        st.builds(
            FileUpload,
            kind=st.just("file_upload"),
            most_files=st.integers(1, 10),
            most_megabytes=st.integers(1, 20),
            endings=st.sampled_from([(), ("pdf",), ("docx", "pdf")]),
            guidance=maybe_texts(),
            **asked,
        ),
        st.builds(Likert, kind=st.just("likert"), scale=labelled(2, 5), **asked),
        matrices(pictures),
    )
