"""Finding the person who is to be added: `?q=` searches, `?person=` chooses."""

from collections.abc import Sequence

from flask import request

from cgtraining.people.models import Person
from cgtraining.people.queries import people_matching, person_by_id


def found_people() -> Sequence[Person]:
    return people_matching(request.args.get("q", ""), limit=20)


def chosen_person() -> Person | None:
    person_id = request.args.get("person", type=int)
    return person_by_id(person_id) if person_id else None
