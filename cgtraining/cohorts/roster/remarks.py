"""What there is to say about a row, kept as a code and a value so that it can be said in any reader's language."""

import enum
import re

from flask_babel import lazy_gettext as _l
from pydantic import BaseModel, ConfigDict

LONGEST_VALUE = 60
IDENTITY_NUMBER = re.compile(r"\d{6}(?=\d{8}\d{3}[\dXx])\d{8}\d{3}[\dXx]")


class RemarkCode(enum.Enum):
    NAME_MISSING = "name_missing"
    NAME_TOO_SHORT = "name_too_short"
    NAME_UNUSABLE = "name_unusable"
    NOTE_BESIDE_NAME = "note_beside_name"
    PHONE_INVALID = "phone_invalid"
    PHONE_SHORTENED = "phone_shortened"
    PHONE_SEVERAL = "phone_several"
    EMAIL_INVALID = "email_invalid"
    EMAIL_SEVERAL = "email_several"
    CONTACT_MISSING = "contact_missing"
    GENDER_UNKNOWN = "gender_unknown"
    PLACE_UNKNOWN = "place_unknown"
    CITY_UNKNOWN = "city_unknown"
    TEXT_CUT = "text_cut"
    PERHAPS_LEFT = "perhaps_left"
    DUPLICATE = "duplicate"
    SAME_PHONE_OTHER_NAME = "same_phone_other_name"
    SAME_EMAIL_OTHER_NAME = "same_email_other_name"
    SAME_NAME = "same_name"
    TWO_PEOPLE = "two_people"
    SEVERAL_PEOPLE = "several_people"
    PHONE_OF_ANOTHER = "phone_of_another"
    EMAIL_OF_ANOTHER = "email_of_another"
    NAMESAKE = "namesake"
    NAMESAKE_HERE = "namesake_here"
    NAMESAKE_UNREACHABLE = "namesake_unreachable"
    CONFIRMED = "confirmed"
    OUT_OF_REACH = "out_of_reach"
    WITHDRAWN_HERE = "withdrawn_here"
    DEFERRED_HERE = "deferred_here"
    TRANSFERRED_HERE = "transferred_here"
    CHANGED_MEANWHILE = "changed_meanwhile"
    REFUSED = "refused"


# Values are filled in when a sentence is said, in the language of whoever reads it then.
SENTENCES = {
    RemarkCode.NAME_MISSING: _l("This row has no name."),
    RemarkCode.NAME_TOO_SHORT: _l("“%(value)s” is a single character, not a whole name."),
    RemarkCode.NAME_UNUSABLE: _l("“%(value)s” does not look like a person's name."),
    RemarkCode.NOTE_BESIDE_NAME: _l("“%(value)s” stood beside the name and was kept as a remark."),
    RemarkCode.PHONE_INVALID: _l("“%(value)s” is not a phone number."),
    RemarkCode.PHONE_SHORTENED: _l("The spreadsheet has cut the last digits off the phone number “%(value)s”."),
    RemarkCode.PHONE_SEVERAL: _l("Of several phone numbers one was taken; left out: %(value)s."),
    RemarkCode.EMAIL_INVALID: _l("“%(value)s” is not an e-mail address."),
    RemarkCode.EMAIL_SEVERAL: _l("Of several e-mail addresses the first was taken; left out: %(value)s."),
    RemarkCode.CONTACT_MISSING: _l(
        "There is no phone number and no e-mail address: check that this person is not here already."
    ),
    RemarkCode.GENDER_UNKNOWN: _l("“%(value)s” was not understood as a gender and was left out."),
    RemarkCode.PLACE_UNKNOWN: _l("“%(value)s” is not in the list of provinces and cities and was left out."),
    RemarkCode.CITY_UNKNOWN: _l("“%(value)s” is not a city of that province in the list; only the province was kept."),
    RemarkCode.TEXT_CUT: _l("“%(value)s” is too long and was cut."),
    RemarkCode.PERHAPS_LEFT: _l("The remark “%(value)s” may mean that this person has left: check before importing."),
    RemarkCode.DUPLICATE: _l("This is the same person as in row %(row)d, so this row is left out."),
    RemarkCode.SAME_PHONE_OTHER_NAME: _l(
        "Row %(row)d has the same phone number with another name: choose who this is."
    ),
    RemarkCode.SAME_EMAIL_OTHER_NAME: _l(
        "Row %(row)d has the same e-mail address with another name: choose who this is."
    ),
    RemarkCode.SAME_NAME: _l("Row %(row)d has the same name; these are taken to be two people."),
    RemarkCode.TWO_PEOPLE: _l(
        "The phone number and the e-mail address belong to two different people: choose who this is."
    ),
    RemarkCode.SEVERAL_PEOPLE: _l("Several people of this name can be reached in this way: choose who this is."),
    RemarkCode.PHONE_OF_ANOTHER: _l("This phone number belongs to %(value)s: choose who this is."),
    RemarkCode.EMAIL_OF_ANOTHER: _l("This e-mail address belongs to %(value)s: choose who this is."),
    RemarkCode.NAMESAKE: _l(
        "Someone of the same name and organization is known already: check that this is not the same person."
    ),
    RemarkCode.NAMESAKE_HERE: _l(
        "Someone of the same name and organization is in this cohort already, but is reached differently: "
        "choose who this is."
    ),
    RemarkCode.NAMESAKE_UNREACHABLE: _l(
        "Someone of the same name and organization is known already, and this row has no phone number and no "
        "e-mail address: choose who this is."
    ),
    RemarkCode.CONFIRMED: _l("This person confirmed another value, which stays as it is."),
    RemarkCode.OUT_OF_REACH: _l(
        "This person has a role that you do not manage, so only a platform administrator may change their data: it "
        "stays as it is."
    ),
    RemarkCode.WITHDRAWN_HERE: _l("This person withdrew from this cohort: choose whether to enrol them again."),
    RemarkCode.DEFERRED_HERE: _l("This person was deferred from this cohort: choose whether to enrol them again."),
    RemarkCode.TRANSFERRED_HERE: _l(
        "This person was transferred from this cohort: choose whether to enrol them again."
    ),
    RemarkCode.CHANGED_MEANWHILE: _l("This person's data has changed since this list was read: check it and choose."),
    RemarkCode.REFUSED: _l("This row was not imported (%(value)s)."),
}

# A sentence after another, so with the blank that its language sets there.
ON_SHEET = _l(" (Row %(row)d is on the sheet “%(sheet)s”.)")


class Remark(BaseModel):
    """`row` is another row's number in the file, `sheet` its sheet where several were read.

    Stored with `model_dump_json`, said by `sentence`.
    """

    model_config = ConfigDict(frozen=True)

    code: RemarkCode
    value: str = ""
    row: int = 0
    sheet: str = ""

    @property
    def sentence(self) -> str:
        said = str(SENTENCES[self.code]) % {"value": self.value, "row": self.row}
        where = str(ON_SHEET) % {"row": self.row, "sheet": self.sheet} if self.sheet else ""
        return f"{said}{where}"


def remark(code: RemarkCode, value: str = "") -> Remark:
    """With the value as it may be kept: short, and without a number of an identity card in it."""
    plain = IDENTITY_NUMBER.sub("****", " ".join(value.split()))
    return Remark(code=code, value=plain if len(plain) <= LONGEST_VALUE else f"{plain[:LONGEST_VALUE]}…")


def about_row(code: RemarkCode, row: int, sheet: str = "") -> Remark:
    return Remark(code=code, row=row, sheet=sheet)
