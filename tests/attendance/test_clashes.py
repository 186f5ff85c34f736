"""Trainers, venues and cohorts that are wanted twice at one time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.clashes import Booking, ClashKind, clashes_among, venue_keys
from cgtraining.language.text import BilingualText

NINE = datetime(2026, 3, 14, 1, tzinfo=UTC)
ORDER = tuple(ClashKind)
HALL = venue_keys("三楼报告厅")


def booking(place: int, hours: float = 0, lasts: float = 3, cohort: int = 1, trainer: int | None = None, venue=HALL):
    starts = NINE + timedelta(hours=hours)
    return Booking(place, cohort, starts, starts + timedelta(hours=lasts), trainer, venue, BilingualText("讲"))


def kinds(one: Booking, *others: Booking) -> list[tuple[ClashKind, int]]:
    return [
        (kind, clash.other.place) for clash in clashes_among([one], others)[0] for kind in ORDER if kind in clash.kinds
    ]


def test_a_venue_is_the_same_however_it_is_written() -> None:
    assert venue_keys("三楼 报告厅", None) == HALL
    assert venue_keys("Ｒｏｏｍ　１（Futian）") == venue_keys("room 1, FUTIAN")
    assert venue_keys("一号教室", "Room 1") & venue_keys(None, "room-1")
    assert not venue_keys("一号教室") & venue_keys("二号教室")


def test_a_venue_that_is_still_to_be_found_is_none() -> None:
    assert venue_keys("待定", "TBD", " ", None) == frozenset()


def test_trainer_and_venue_clash_in_any_cohort_and_the_cohort_with_itself() -> None:
    one = booking(1, trainer=7)
    assert kinds(one, booking(2, cohort=2, trainer=7)) == [(ClashKind.TRAINER, 2), (ClashKind.VENUE, 2)]
    elsewhere = venue_keys("议事厅")
    assert kinds(one, booking(2, cohort=2, venue=elsewhere), booking(3, cohort=2, venue=frozenset())) == []
    assert kinds(one, booking(2, venue=elsewhere)) == [(ClashKind.COHORT, 2)]


def test_sessions_that_only_touch_do_not_clash() -> None:
    assert kinds(booking(1), booking(2, hours=3), booking(3, hours=-3)) == []
    assert kinds(booking(1), booking(2, hours=-9, lasts=10)) == [(ClashKind.VENUE, 2)]


SOME = st.builds(
    booking,
    place=st.just(0),
    hours=st.integers(-30, 30),
    lasts=st.integers(1, 12),
    cohort=st.integers(1, 3),
    trainer=st.none() | st.integers(1, 3),
    venue=st.sampled_from([frozenset(), HALL, venue_keys("议事厅", "Hall")]),
)


@given(st.lists(SOME, max_size=12), st.integers(0, 12))
def test_clashes_are_those_of_every_pair_seen_from_both_sides(bookings, cut) -> None:
    def overlap(one: Booking, other: Booking) -> bool:
        return one.starts_at < other.ends_at and other.starts_at < one.ends_at

    mine, others = bookings[:cut], bookings[cut:]
    found = clashes_among(mine, others)
    for one, clashes in zip(mine, found, strict=True):
        near = [other for other in bookings if other is not one and overlap(one, other)]
        by_kind = {
            ClashKind.TRAINER: [o for o in near if o.trainer_id is not None and o.trainer_id == one.trainer_id],
            ClashKind.VENUE: [o for o in near if o.venue & one.venue],
        }
        for kind, expected in by_kind.items():
            assert sorted(id(c.other) for c in clashes if kind in c.kinds) == sorted(map(id, expected))
        alone = [o for o in near if o.cohort_id == one.cohort_id and not any(o in seen for seen in by_kind.values())]
        assert len([c for c in clashes if ClashKind.COHORT in c.kinds]) == len(alone)
