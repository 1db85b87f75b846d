"""Kinds of field that forms and the JSON face share: what may be typed, and what is said when it may not.

A *type* turns what was typed into a value; a *node* is a type with its label,
hint and widget, ready to stand in a colander schema. Everything here accepts
any input without raising anything but ``colander.Invalid``: a program may send a
list where a line of text belongs.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import colander

from . import widgets
from .i18n import _

Pairs = Sequence[tuple[str, str]]

# Embeddings, overrides and isolates make a line read otherwise than it is stored: "fdp.exe" for "exe.pdf".
BIDI_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# The zero width joiner (U+200D) stays: families and flags of emoji are made of it.
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u115f\u1160\u3164\uffa0\u2800]")
SURROGATE = re.compile("[\ud800-\udfff]")
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})


class Text(colander.SchemaType):
    """A piece of text in composed form (NFC), without NUL and other control characters.

    The node says how long it may be (``max_length``).

    :param one_line: collapse every run of white space, line breaks too, to one space.
    """

    def __init__(self, *, one_line: bool) -> None:
        """Keep the shape."""
        self.one_line = one_line

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give the text as it is shown in the field."""
        return colander.null if appstruct in (colander.null, None) else str(appstruct)

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Clean and check what was typed.

        :raises colander.Invalid: not text, unreadable or reversing characters, or too long.
        """
        if cstruct is colander.null or cstruct is None:
            return colander.null
        if not isinstance(cstruct, str):
            raise colander.Invalid(node, _("Skriv en tekst"))
        if SURROGATE.search(cstruct) or "\ufffd" in cstruct:
            raise colander.Invalid(
                node, _("Teksten har et tegn, der ikke kan læses. Slet det, og skriv det igen")
            )
        if BIDI_CONTROL.search(cstruct):
            raise colander.Invalid(
                node, _("Teksten har skjulte tegn, der vender skriften om. Skriv den uden at kopiere")
            )
        text = self._clean(cstruct)
        if len(text) > node.max_length:
            mapping = {"length": len(text), "max": node.max_length}
            raise colander.Invalid(
                node, _("Teksten fylder ${length} tegn. Der er plads til ${max}", mapping=mapping)
            )
        return text if any(unicodedata.category(c) not in UNSEEN_CATEGORIES for c in text) else colander.null

    def _clean(self, text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if self.one_line:
            text = " ".join(text.split())
        text = INVISIBLE.sub("", CONTROL.sub("", text))
        return unicodedata.normalize("NFC", text).strip()


class WholeNumber(colander.SchemaType):
    """A whole number between the node's ``low`` and ``high``, typed with or without dots for thousands."""

    FORM = re.compile(r"-?(?:[0-9]{1,15}|[0-9]{1,3}(?:\.[0-9]{3}){1,4})")

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give the digits."""
        return colander.null if appstruct in (colander.null, None) else str(appstruct)

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Read the number.

        :raises colander.Invalid: not a whole number, or outside the bounds.
        """
        if cstruct is colander.null or cstruct is None or cstruct == "":
            return colander.null
        if isinstance(cstruct, str) and self.FORM.fullmatch(cstruct.strip()):
            number = int(cstruct.strip().replace(".", ""))
        elif isinstance(cstruct, int) and not isinstance(cstruct, bool):
            number = cstruct
        else:
            raise colander.Invalid(node, _("Skriv et helt tal, for eksempel 12"))
        if not node.low <= number <= node.high:
            mapping = {"low": node.low, "high": node.high}
            raise colander.Invalid(node, _("Tallet skal ligge fra ${low} til ${high}", mapping=mapping))
        return number


class Code(colander.SchemaType):
    """One of the codes that the node offers (see :class:`Choice`)."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give the code."""
        return colander.null if appstruct in (colander.null, None) else str(appstruct)

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Take the code if it is among those offered.

        :raises colander.Invalid: it is not.
        """
        if cstruct in (colander.null, None, ""):
            return colander.null
        if not isinstance(cstruct, str) or cstruct not in dict(node.pairs()):
            raise colander.Invalid(node, _("Vælg en af mulighederne"))
        return cstruct


class Codes(colander.SchemaType):
    """Any number of the codes that the node offers, in the order of the offer."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give the codes."""
        return colander.null if appstruct in (colander.null, None) else [str(code) for code in appstruct]

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Take the codes if all are among those offered.

        :raises colander.Invalid: one is not, or it is not a list.
        """
        if cstruct in (colander.null, None) or cstruct == []:
            return colander.null
        offered = [code for code, _label in node.pairs()]
        if not isinstance(cstruct, list | tuple) or any(code not in offered for code in cstruct):
            raise colander.Invalid(node, _("Vælg blandt mulighederne"))
        return [code for code in offered if code in cstruct]


class Flag(colander.SchemaType):
    """Yes or no; an empty checkbox is sent as nothing at all, which means no."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give ``"1"`` for yes and ``""`` for no."""
        return "1" if appstruct not in (colander.null, None) and appstruct else ""

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> bool:
        """Read the answer; JSON's own true and false are answers too.

        :raises colander.Invalid: it is neither.
        """
        if cstruct in (colander.null, None, "", False, "0"):
            return False
        if cstruct in ("1", True, "on"):
            return True
        raise colander.Invalid(node, _("Svar ja eller nej"))


class FormNode(colander.SchemaNode):
    """What every node of a form may say about itself besides colander's own attributes.

    ``hint`` stands under the label, ``width`` is a column class of the grid
    (``e-w3`` to ``e-w8``), ``autocomplete`` and ``inputmode`` go to the field as
    they are. ``asked_for`` says of a node that may be empty only together with another answer.
    A node is required unless it has a ``missing`` value.
    """

    hint = ""
    width = ""
    autocomplete = ""
    inputmode = ""
    asked_for = False
    missing_msg = _("Udfyld “${title}”")


class Line(FormNode):
    """One line of text.

    :param suggested_by: address of a page that suggests, while one types, what may stand here.
    """

    max_length = 255
    suggested_by = ""

    def schema_type(self) -> Text:
        """Text on one line."""
        return Text(one_line=True)

    widget = widgets.TextWidget()


class Title(Line):
    """The title of a case, document or page: required, one line, at most 255 characters, emoji allowed."""

    title = _("Titel")
    missing_msg = _("Skriv en titel")


class LongText(FormNode):
    """Text over several lines."""

    max_length = 4096

    def schema_type(self) -> Text:
        """Text with its line breaks."""
        return Text(one_line=False)

    widget = widgets.TextAreaWidget()


class Secret(FormNode):
    """A password: taken exactly as typed and never shown again."""

    schema_type = colander.String
    title = _("Adgangskode")
    missing_msg = _("Skriv din adgangskode")
    autocomplete = "current-password"
    widget = widgets.PasswordWidget()


class Number(FormNode):
    """A whole number from ``low`` to ``high``."""

    schema_type = WholeNumber
    low = 0
    high = 999_999_999
    inputmode = "numeric"
    widget = widgets.TextWidget(css_class="e-short")
    missing_msg = _("Skriv et tal")


class Choice(FormNode):
    """One of several: a select list, or with ``as_radios`` buttons that are all visible.

    :param values: pairs of code and Danish label, or the name of a binding that
        holds them, for lists that are known only when the form is made.
    """

    schema_type = Code
    missing_msg = _("Vælg “${title}”")
    as_radios = False
    values: Pairs | str = ()

    def __init__(self, values: Pairs | str, **kw: Any) -> None:
        """Keep the offer; the rest is colander's."""
        super().__init__(values=values, **kw)
        if "widget" not in kw:
            self.widget = widgets.RadiosWidget() if self.as_radios else widgets.SelectWidget()

    def pairs(self) -> Pairs:
        """The offer itself, looked up among the bindings when it is named."""
        if isinstance(self.values, str):
            bound: Pairs = (getattr(self, "bindings", None) or {}).get(self.values, ())
            return bound
        return self.values


class Choices(Choice):
    """Any number of several, as checkboxes; nothing chosen is an empty list."""

    schema_type = Codes
    missing: Any = ()

    def __init__(self, values: Pairs | str, **kw: Any) -> None:
        """Keep the offer; the rest is colander's."""
        kw.setdefault("widget", widgets.CheckboxesWidget())
        super().__init__(values, **kw)


class Check(FormNode):
    """One checkbox: yes or no."""

    schema_type = Flag
    missing = False
    widget = widgets.CheckboxWidget()


class Concealed(FormNode):
    """A line that goes along unseen; checked like any other, for anyone can change it."""

    widget = widgets.HiddenWidget()
    missing: Any = ""
    max_length = 255

    def schema_type(self) -> Text:
        """Text on one line."""
        return Text(one_line=True)


class Rows(FormNode):
    """Several answers of the same shape, one row each, with buttons the server answers.

    The one child is the row: a :class:`Group`, or a single field.
    """

    schema_type = colander.Sequence
    widget = widgets.RowsWidget()
    max_rows = 50
    add_label = _("Tilføj række")
    missing: Any = ()


class Group(colander.MappingSchema):
    """Fields that belong together, under one heading."""

    hint = ""
    width = ""
    widget = widgets.GroupWidget()


def no_match(detector: Callable[[str], object], message: str) -> Callable[[colander.SchemaNode, Any], None]:
    """Make a validator that refuses text in which a detector finds something.

    :param detector: called with the text; anything true means a find.
    :param message: what to tell, for example that the title looks like a CPR number.
    """

    def validate(node: colander.SchemaNode, value: Any) -> None:
        if isinstance(value, str) and detector(value):
            raise colander.Invalid(node, message)

    return validate


def email_address(node: colander.SchemaNode, value: str) -> None:
    """Refuse what cannot be an address for mail; whether anybody reads it only a letter can tell.

    :raises colander.Invalid: no name, no domain with a dot, or a space inside.
    """
    if len(value) > 254 or not re.fullmatch(r"[^\s@<>,;]{1,64}@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+", value):
        raise colander.Invalid(node, _("Skriv mailadressen som navn@eksempel.dk"))
