"""By what a participant was recognised, or why somebody has to choose."""

import enum

from flask_babel import lazy_gettext as _l


class Way(enum.Enum):
    """By what somebody was recognised, in the order in which it is tried."""

    EMAIL = "email"
    PHONE = "phone"
    MASKED_PHONE = "masked_phone"
    NAME = "name"
    DECORATED_NAME = "decorated_name"
    LATIN_NAME = "latin_name"
    ORGANIZATION = "organization"
    CHOSEN = "chosen"
    ROLE = "role"

    @property
    def label(self) -> object:
        return {
            Way.EMAIL: _l("E-mail"),
            Way.PHONE: _l("Phone"),
            Way.MASKED_PHONE: _l("Visible digits of the phone"),
            Way.NAME: _l("Name"),
            Way.DECORATED_NAME: _l("Name, with something before or after it"),
            Way.LATIN_NAME: _l("Name in Latin script"),
            Way.ORGANIZATION: _l("Name and organization"),
            Way.CHOSEN: _l("Chosen by a person"),
            Way.ROLE: _l("Role in the meeting"),
        }[self]


class Doubt(enum.Enum):
    """Why somebody has to choose."""

    SAME_NAME = "same_name"
    SEVERAL_PEOPLE = "several_people"
    SEVERAL_NAMES = "several_names"
    OTHER_NAME = "other_name"
    SIMILAR = "similar"
    DEVICE = "device"
    UNKNOWN = "unknown"
    STAFF_NAMESAKE = "staff_namesake"

    @property
    def sentence(self) -> object:
        return {
            Doubt.SAME_NAME: _l("Several trainees have this name: choose who it was."),
            Doubt.SEVERAL_PEOPLE: _l("Several trainees can be reached in this way: choose who it was."),
            Doubt.SEVERAL_NAMES: _l("More than one trainee is named here: choose who it was."),
            Doubt.OTHER_NAME: _l("The e-mail or phone is one trainee's, and the name is another's: choose who it was."),
            Doubt.SIMILAR: _l("No trainee has this name, but some have a similar one: choose who it was."),
            Doubt.DEVICE: _l("This is no name of a person: choose who it was."),
            Doubt.UNKNOWN: _l("Nobody of this cohort has this name."),
            Doubt.STAFF_NAMESAKE: _l("A trainee and somebody of the staff have this name: choose who it was."),
        }[self]
