"""Drawing questions by chance, so that no attempt has one twice and draws that overlap never run out by bad luck.

Each place names the questions that fit it. Choosing a different question for every place is a matching of places to
questions; it is found by augmenting paths (H. W. Kuhn, The Hungarian Method, 1955, in the form of J. Edmonds), with the
questions of each place tried in an order by chance.
"""

from collections.abc import Collection, Sequence
from random import Random


def draw(places: Sequence[Collection[int]], chance: Random) -> list[int] | None:
    """A question for every place, all different; None if there are not enough, whatever chance does."""
    orders = [chance.sample(sorted(fitting), len(fitting)) for fitting in places]
    taken: dict[int, int] = {}
    for place in range(len(places)):
        if not _settle(place, orders, taken, set()):
            return None
    question_of = {place: question for question, place in taken.items()}
    return [question_of[place] for place in range(len(places))]


def most_filled(places: Sequence[Collection[int]]) -> int:
    """How many of the places can be filled with different questions."""
    taken: dict[int, int] = {}
    orders = [sorted(fitting) for fitting in places]
    return sum(_settle(place, orders, taken, set()) for place in range(len(places)))


def _settle(place: int, orders: Sequence[Sequence[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Give the place a free question, or one whose place can take another; without recursion beyond the places."""
    for question in orders[place]:
        if question not in taken:
            taken[question] = place
            return True
    for question in orders[place]:
        if question in tried:
            continue
        tried.add(question)
        if _settle(taken[question], orders, taken, tried):
            taken[question] = place
            return True
    return False
