"""Shape and wording of what is entered about designs."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    ColorField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from cgtraining.certificates.design_facts import Colours, DesignFacts, Texts
from cgtraining.certificates.designing.rules import COLOUR, has_stray_marks, too_pale, unknown_placeholders
from cgtraining.certificates.designing.samples import Sample
from cgtraining.certificates.facts import DEFAULT_STATEMENT, Kind
from cgtraining.certificates.models import CertificateKind
from cgtraining.certificates.shipped import may_show
from cgtraining.certificates.wording import TITLES, WORDINGS
from cgtraining.documents.glyphs import described, missing_characters
from cgtraining.language.text import BilingualText
from cgtraining.web.fields import choices, tidy

SHOWN: dict[str, object] = {
    "logos": _l("Logos of the issuers"),
    "seals": _l("Seals of the issuers"),
    "signatures": _l("Pictures of the signatures"),
    "organization": _l("The holder's organization, for all and not only for namesakes"),
    "photo": _l("Room for a photograph"),
    "mode": _l("How each session was taught"),
}
TEXTS = ("heading", "wording", "statement")


class ZipForm(FlaskForm):
    file = FileField(
        _l("Design as a zip"),
        validators=[FileRequired(_l("Choose a file first."))],
        description=_l("page.html, style.css, fields.json and pictures in the folder art; at most 5 MB."),
    )


class DesignForm(FlaskForm):
    kind = SelectField(_l("Kind"), choices=choices((kind.value, kind.label) for kind in CertificateKind))
    title_zh = StringField(_l("Name of the design"), filters=[tidy], validators=[Length(max=100)])
    title_en = StringField(_l("Name in English"), filters=[tidy], validators=[Length(max=100)])
    for_every_program = BooleanField(_l("For every program"))


def is_printable(form: FlaskForm, field: Field) -> None:
    if missing := missing_characters(field.data or ""):
        listed = ", ".join(map(described, missing))
        raise ValidationError(_("The certificate's font does not have %(characters)s.", characters=listed))


def names_only_known_placeholders(form: "VersionForm", field: Field) -> None:
    if unknown := unknown_placeholders(field.data or "", form.of_kind):
        listed = ", ".join(unknown)
        raise ValidationError(_("There is no %(names)s. Use the names listed beside the field.", names=listed))
    if has_stray_marks(field.data or ""):
        raise ValidationError(_("A brace or bracket has no partner, or brackets stand inside brackets."))


def is_dark_enough(form: FlaskForm, field: Field) -> None:
    if not COLOUR.fullmatch(field.data or ""):
        raise ValidationError(_("Give a colour as #rrggbb, such as #1f5c48."))
    if too_pale([field.data]):
        raise ValidationError(_("This colour is too pale to be read on white paper. Choose a darker one."))


COLOURED = [InputRequired(_l("Choose a colour.")), is_dark_enough]


class VersionForm(FlaskForm):
    """What is empty stays as the product words it. `of_kind` decides which placeholders and facts there are."""

    version = HiddenField()
    orientation = RadioField(
        _l("Paper"),
        choices=choices([("landscape", _l("A4 across")), ("portrait", _l("A4 upright"))]),
        validators=[InputRequired(_l("Choose one."))],
    )
    heading_zh = StringField(_l("Heading"), filters=[tidy], validators=[Length(max=20), is_printable])
    heading_en = StringField(_l("Heading in English"), filters=[tidy], validators=[Length(max=50), is_printable])
    wording_zh = TextAreaField(
        _l("Wording"), filters=[tidy], validators=[Length(max=600), is_printable, names_only_known_placeholders]
    )
    wording_en = TextAreaField(
        _l("Wording in English"),
        filters=[tidy],
        validators=[Length(max=1000), is_printable, names_only_known_placeholders],
    )
    statement_zh = StringField(_l("Statement at the foot"), filters=[tidy], validators=[Length(max=80), is_printable])
    statement_en = StringField(
        _l("Statement at the foot in English"), filters=[tidy], validators=[Length(max=160), is_printable]
    )
    shown = SelectMultipleField(
        _l("What is shown"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[Optional()],
    )
    accent = ColorField(_l("Frames and the English heading"), validators=COLOURED)
    heading = ColorField(_l("The Chinese heading"), validators=COLOURED)
    ink = ColorField(_l("All other text"), validators=COLOURED)
    sample = SelectField(
        _l("Preview with"),
        choices=choices((sample.value, sample.label) for sample in Sample),
        default=Sample.USUAL.value,
        validate_choice=False,
    )

    def __init__(self, kind: Kind, design: DesignFacts, **values: Any) -> None:
        self.of_kind, self.design = kind, design
        super().__init__(data=_shown_in_form(kind, design), **values)
        self.shown.choices = choices((name, SHOWN[name]) for name in may_show(kind))

    def settings(self) -> DesignFacts:
        return replace(
            self.design,
            orientation=self.orientation.data,
            colours=Colours(self.accent.data.lower(), self.heading.data.lower(), self.ink.data.lower()),
            texts=Texts(**{name: self._own(name) for name in TEXTS}),
            shown=tuple(self.shown.data or ()),
        )

    def sample_chosen(self) -> Sample:
        return next((sample for sample in Sample if sample.value == self.sample.data), Sample.USUAL)

    def _own(self, name: str) -> BilingualText:
        """Nothing where the text is the usual one: it then follows the product's."""
        usual = usual_text(self.of_kind, name)
        zh, en = self[f"{name}_zh"].data, self[f"{name}_en"].data
        return BilingualText(None if zh == usual.zh else zh, None if en == usual.en else en)


def usual_text(kind: Kind, name: str) -> BilingualText:
    return {"heading": TITLES[kind], "wording": WORDINGS[kind], "statement": DEFAULT_STATEMENT}[name]


def _shown_in_form(kind: Kind, design: DesignFacts) -> dict[str, Any]:
    colours = design.colours
    values: dict[str, Any] = {
        "orientation": design.orientation,
        "shown": list(design.shown),
        "accent": colours.accent,
        "heading": colours.heading,
        "ink": colours.ink,
    }
    for name in TEXTS:
        own, usual = getattr(design.texts, name), usual_text(kind, name)
        values |= {f"{name}_zh": own.zh or usual.zh, f"{name}_en": own.en or usual.en}
    return values
