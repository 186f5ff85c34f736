"""Finding the person to whom something is given: `?q=` searches, `?person=` chooses."""

from collections.abc import Sequence

from flask import request

from cgtraining.language.names import looks_like_han
from cgtraining.people.models import Person
from cgtraining.people.queries import people_matching, person_by_id
from cgtraining.web.numbers import row_number


def found_people() -> Sequence[Person]:
    return people_matching(request.args.get("q", ""), limit=20)


def chosen_person() -> Person | None:
    person_id = request.args.get("person", type=row_number)
    return person_by_id(person_id) if person_id else None


def searched_name() -> dict[str, str]:
    """What was searched for in vain, in the field of a name to which it belongs."""
    text = request.args.get("q", "").strip()
    if not text or any(character.isdigit() or character == "@" for character in text):
        return {}
    return {"name_zh" if looks_like_han(text) else "name_latin": text}
