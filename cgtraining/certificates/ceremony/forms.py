"""What is chosen for a ceremony."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from cgtraining.certificates.models import PrintWay
from cgtraining.web.fields import ExactNumberField, choices, tidy

FARTHEST = NumberRange(Decimal(-30), Decimal(30), _l("Text is moved by 30 mm at most."))


class PrintSetForm(FlaskForm):
    way = RadioField(
        _l("How they are printed"),
        choices=choices((way.value, way.label) for way in PrintWay),
        default=PrintWay.SEALED.value,
        validators=[InputRequired(_l("Choose how they are printed."))],
    )
    crop_marks = BooleanField(
        _l("With 3 mm bleed and crop marks"),
        description=_l("For a print shop, which cuts the paper. Leave it out for the printer of the office."),
    )


class PostingForm(FlaskForm):
    """What all parcels of a day have in common; each tracking number stands beside its name."""

    carrier = StringField(
        _l("Carrier"),
        filters=[tidy],
        validators=[InputRequired(_l("Give the carrier.")), Length(max=60)],
        description=_l("EMS, SF Express or registered mail, for instance."),
    )
    posted_on = DateField(_l("Day of posting"), validators=[InputRequired(_l("Give the day of posting."))])
    tells = BooleanField(
        _l("Tell the holders the number"), description=_l("Each gets a message with carrier, number and day.")
    )


class OffsetForm(FlaskForm):
    version = HiddenField()
    right_mm = ExactNumberField(
        _l("To the right (mm)"),
        validators=[InputRequired(_l("Give the millimetres; 0 moves nothing.")), FARTHEST],
        description=_l("A negative number moves the text to the left."),
    )
    down_mm = ExactNumberField(
        _l("Down (mm)"),
        validators=[InputRequired(_l("Give the millimetres; 0 moves nothing.")), FARTHEST],
        description=_l("A negative number moves the text up."),
    )
