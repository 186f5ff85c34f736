from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.assessments.marking import ItemScore, result_of, round_score, shares_of, summarize

points = st.decimals(min_value=0, max_value=100, places=2)
weights = st.decimals(min_value=0, max_value=10, places=2)


@st.composite
def item_scores(draw: st.DrawFn) -> ItemScore:
    maximum = draw(st.decimals(min_value=1, max_value=100, places=2))
    given_points = draw(st.none() | st.decimals(min_value=0, max_value=maximum, places=2))
    return ItemScore(
        code=str(draw(st.integers(0, 10**9))),
        maximum=maximum,
        weight=draw(weights),
        pass_mark=draw(st.none() | st.decimals(min_value=0, max_value=maximum, places=2)),
        points=given_points,
        excused=draw(st.booleans()),
        released=draw(st.booleans()),
    )


def score(number: int, worth: object = 1, code: str = "a", **values: object) -> ItemScore:
    return replace(
        ItemScore(code, Decimal(100), Decimal(str(worth)), points=Decimal(number), released=True),
        **values,  # type: ignore[arg-type]
    )


def test_weights_are_relative() -> None:
    assert summarize([score(90, 30), score(60, 70, "b")]).weighted == Decimal("69.00")
    assert summarize([score(90, 3), score(60, 7, "b")]).weighted == Decimal("69.00")


def test_items_of_different_maximum_count_by_their_share() -> None:
    half = score(10, 1, maximum=Decimal(20))
    assert summarize([half, score(100, 1, "b")]).weighted == Decimal("75.00")


def test_rounding_is_half_up_and_once() -> None:
    assert round_score(Decimal("59.995")) == Decimal("60.00")
    assert round_score(Decimal("59.985")) == Decimal("59.99")
    assert summarize([score(1, 1, maximum=Decimal(3)), score(1, 1, "b", maximum=Decimal(3))]).weighted == Decimal(
        "33.33"
    )


def test_missing_work_is_left_out_and_provisional_until_released() -> None:
    open_item = score(0, 1, "b", points=None, released=False)
    summary = summarize([score(80), open_item])
    assert (summary.weighted, summary.is_final) == (Decimal("80.00"), False)
    assert (summary.lowest, summary.highest) == (Decimal("40.00"), Decimal("90.00"))


def test_missing_work_counts_as_zero_once_released() -> None:
    summary = summarize([score(80), score(0, 1, "b", points=None)])
    assert (summary.weighted, summary.is_final) == (Decimal("40.00"), True)
    assert summary.items["b"].passed is False


def test_excused_work_drops_out() -> None:
    summary = summarize([score(80), score(0, 5, "b", excused=True, released=False)])
    assert (summary.weighted, summary.is_final) == (Decimal("80.00"), True)
    assert summary.items["b"].passed is None


def test_without_items_or_weight_there_is_no_weighted_score() -> None:
    assert summarize([]).weighted is None
    assert summarize([]).is_final is False
    assert summarize([score(80, 0)]).weighted is None


def test_passing_is_per_item() -> None:
    assert result_of(score(60, pass_mark=Decimal(60))).passed is True
    assert result_of(score(59, pass_mark=Decimal(60))).passed is False
    assert result_of(score(1)).passed is True
    assert result_of(score(0)).passed is False
    assert result_of(score(0, points=None, released=False)).passed is None


@given(st.lists(item_scores(), max_size=6))
def test_weighted_scores_stay_between_lowest_and_highest(scores: list[ItemScore]) -> None:
    summary = summarize(scores)
    if summary.weighted is None:
        return
    assert summary.lowest is not None
    assert summary.highest is not None
    assert 0 <= summary.lowest <= summary.highest <= 100
    assert 0 <= summary.weighted <= 100
    assert summary.lowest <= summary.weighted
    assert not summary.is_final or summary.lowest == summary.weighted == summary.highest


@given(st.lists(item_scores(), min_size=1, max_size=6), st.integers(2, 9))
def test_scaling_all_weights_changes_nothing(scores: list[ItemScore], factor: int) -> None:
    scaled = [replace(one, weight=one.weight * factor) for one in scores]
    assert summarize(scaled).weighted == summarize(scores).weighted


@given(st.lists(item_scores(), min_size=1, max_size=6))
def test_more_points_never_lower_the_weighted_score(scores: list[ItemScore]) -> None:
    better = [one if one.points is None else replace(one, points=one.maximum) for one in scores]
    before, after = summarize(scores).weighted, summarize(better).weighted
    assert before is None or (after is not None and after >= before)


@given(st.lists(weights, max_size=8))
def test_shares_of_weight_add_up(listed: list[Decimal]) -> None:
    assert round(sum(shares_of(listed), Decimal(0)), 9) in {Decimal(0), Decimal(1)}
