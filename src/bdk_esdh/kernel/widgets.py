"""How each kind of field is read from a posted form and drawn as HTML.

The names of the controls are paths: ``title``, ``party.name``,
``attachments.0.title``. A widget asks the posted :class:`Controls` for the names
it knows and for nothing else, so extra, missing and misplaced input cannot
change the shape of what a schema is given.

The templates lie in ``templates/widgets``. None of them holds script, event
attributes or style: what a button in a form does, the server does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as data_field
from typing import Any

import colander
import deform
from deform.widget import Widget

from .form_controls import Controls


@dataclass
class FieldView:
    """What a widget template may show of a field: ready values, all texts translatable.

    ``control`` is the id of the thing that takes focus; ``extra`` belongs to the
    widget (the options of a select, the rows of a table).
    """

    id: str
    name: str
    label: str
    hint: str
    error: str
    why: str
    optional: bool
    width: str
    css_class: str
    value: Any
    control: str
    role: str | None = None
    number: int | None = None
    autofocus: bool = False
    autocomplete: str | None = None
    inputmode: str | None = None
    suggest: str | None = None
    extra: dict[str, Any] = data_field(default_factory=dict)

    @property
    def describedby(self) -> str | None:
        """The ids of hint, error and reason, in the order they stand."""
        shown = ((self.hint, "hint"), (self.error, "fejl"), (self.why, "grund"))
        return " ".join(f"{self.id}-{part}" for text, part in shown if text) or None

    @property
    def group_class(self) -> str:
        """The classes of the box around label, hint, error and control."""
        return " ".join(filter(None, ("form-group", self.width, "form-error" if self.error else "")))

    @property
    def input_class(self) -> str:
        """The classes of the control."""
        return " ".join(filter(None, ("form-input", self.css_class, "e-suggested" if self.why else "")))

    @property
    def invalid(self) -> str | None:
        """The value of ``aria-invalid``, which is left out when nothing is wrong."""
        return "true" if self.error else None


class FormWidget(Widget):
    """What all our widgets have in common: one control, one text."""

    template = "text"
    css_class = ""
    labelled = True

    def collect(self, controls: Controls, field: deform.Field) -> Any:
        """Take this field's answer out of the posted controls."""
        text = controls.text(field.path)
        return colander.null if text is None else text

    def deserialize(self, field: deform.Field, pstruct: Any) -> Any:
        """Make nothing of nothing: an empty text means that nobody answered."""
        return colander.null if pstruct in (colander.null, None) or not str(pstruct).strip() else pstruct

    def serialize(self, field: deform.Field, cstruct: Any, **kw: Any) -> str:
        """Draw the field."""
        html: str = field.renderer(self.template, view=self.view(field, cstruct), **kw)
        return html

    def view(self, field: deform.Field, cstruct: Any) -> FieldView:
        """Collect what the template shows."""
        node = field.schema
        return FieldView(
            id=field.oid,
            name=field.path,
            label=node.title,
            hint=self.hint(field),
            error=message_of(field),
            why=getattr(field, "why", ""),
            optional=self.labelled and not node.required and not getattr(node, "asked_for", False),
            width=getattr(node, "width", ""),
            css_class=self.css_class,
            value="" if cstruct in (colander.null, None) else cstruct,
            control=self.control_id(field),
            number=getattr(field, "number", None),
            autofocus=getattr(field, "autofocus", False),
            autocomplete=getattr(node, "autocomplete", "") or None,
            inputmode=getattr(node, "inputmode", "") or None,
            suggest=getattr(node, "suggested_by", "") or None,
        )

    def hint(self, field: deform.Field) -> str:
        """Give the hint of the node."""
        hint: str = getattr(field.schema, "hint", "")
        return hint

    def control_id(self, field: deform.Field) -> str:
        """Give the id an error summary leads to."""
        oid: str = field.oid
        return oid


def message_of(field: deform.Field) -> str:
    """Give the first message at a field itself, not those of its parts."""
    messages = field.error.messages() if field.error is not None else []
    return str_or_message(messages[0]) if messages else ""


def str_or_message(message: Any) -> str:
    """Flatten what ``colander.All`` makes: a list of messages instead of one."""
    while isinstance(message, list):
        message = message[0] if message else ""
    return message if isinstance(message, str) else ""


class TextWidget(FormWidget):
    """One line; ``css_class`` ``e-short`` for dates, times and numbers."""


class ExactTextWidget(TextWidget):
    """One line in which nothing is passed over: a date that holds a NUL is no date."""

    def collect(self, controls: Controls, field: deform.Field) -> Any:
        """Take what was sent, with a mark for what cannot be shown."""
        text = controls.marked_text(field.path)
        return colander.null if text is None else text


class TextAreaWidget(FormWidget):
    """Several lines."""

    template = "textarea"
    rows = 5

    def view(self, field: deform.Field, cstruct: Any) -> FieldView:
        """Add the height."""
        view = super().view(field, cstruct)
        view.extra["rows"] = self.rows
        return view


class RichTextWidget(TextAreaWidget):
    """Text with headings, lists, links and pictures; a script makes an editor of it."""

    template = "richtext"
    css_class = "e-richsource"
    rows = 18


class PasswordWidget(FormWidget):
    """A password, which is never sent back."""

    template = "password"

    def deserialize(self, field: deform.Field, pstruct: Any) -> Any:
        """Leave spaces alone: they are part of a password."""
        return colander.null if pstruct in (colander.null, None, "") else pstruct

    def view(self, field: deform.Field, cstruct: Any) -> FieldView:
        """Forget the value."""
        return super().view(field, colander.null)


class HiddenWidget(FormWidget):
    """A value that goes along unseen; its error stands at the top of the form."""

    template = "hidden"
    labelled = False


@dataclass(frozen=True)
class Option:
    """One possibility, with the id its control has."""

    id: str
    code: str
    label: str
    chosen: bool


def options_of(field: deform.Field, chosen: Sequence[Any]) -> list[Option]:
    """Give what a field offers, in its order."""
    pairs = enumerate(field.schema.pairs())
    return [Option(f"{field.oid}-{place}", code, label, code in chosen) for place, (code, label) in pairs]


class SelectWidget(FormWidget):
    """A list to choose one from."""

    template = "select"

    def view(self, field: deform.Field, cstruct: Any) -> FieldView:
        """Add the options."""
        view = super().view(field, cstruct)
        options = options_of(field, [view.value])
        view.extra["options"] = options
        view.extra["blank"] = not field.required or not any(option.chosen for option in options)
        return view


class RadiosWidget(SelectWidget):
    """All possibilities visible, one to choose."""

    template = "radios"

    def view(self, field: deform.Field, cstruct: Any) -> FieldView:
        """Say that the buttons are one choice: only so may the group be marked as wrong."""
        view = super().view(field, cstruct)
        view.role = "radiogroup"
        return view

    def control_id(self, field: deform.Field) -> str:
        """Lead to the first button."""
        return f"{field.oid}-0"


class CheckboxesWidget(RadiosWidget):
    """All possibilities visible, any number to choose."""

    template = "checkboxes"
    labelled = False

    def collect(self, controls: Controls, field: deform.Field) -> Any:
        """Take every box that was ticked; none is an empty list, if the form was sent at all."""
        return controls.texts(field.path)

    def deserialize(self, field: deform.Field, pstruct: Any) -> Any:
        """Keep the list."""
        return pstruct or colander.null

    def view(self, field: deform.Field, cstruct: Any) -> FieldView:
        """Tick what is chosen."""
        view = super().view(field, cstruct)
        view.role = None
        chosen = cstruct if isinstance(cstruct, list | tuple) else ()
        view.extra["options"] = options_of(field, chosen)
        return view


class CheckboxWidget(FormWidget):
    """One box to tick."""

    template = "checkbox"
    labelled = False

    def deserialize(self, field: deform.Field, pstruct: Any) -> Any:
        """An empty box is not sent; that is an answer too."""
        return "" if pstruct is colander.null else pstruct


class GroupWidget(FormWidget):
    """Fields under one heading, or the whole form."""

    template = "group"
    labelled = False

    def collect(self, controls: Controls, field: deform.Field) -> Any:
        """Ask each part."""
        return {child.name: child.widget.collect(controls, child) for child in field.children}

    def deserialize(self, field: deform.Field, pstruct: Any) -> Any:
        """Let each part read its own; an answer of another shape is no answer."""
        answers = pstruct if isinstance(pstruct, dict) else {}
        null = colander.null
        return {child.name: child.deserialize(answers.get(child.name, null)) for child in field.children}

    def view(self, field: deform.Field, cstruct: Any) -> FieldView:
        """Draw the parts."""
        view = super().view(field, {})
        view.extra["parts"] = [child.serialize(child.cstruct) for child in field.children]
        return view


class RowsWidget(FormWidget):
    """Rows of the same shape with buttons that add and remove one.

    A row is known by its number in the names (``attachments.3.title``). The
    hidden control ``attachments.rows`` lists the numbers, since a row of empty
    boxes sends nothing else.
    """

    template = "rows"
    labelled = False

    def collect(self, controls: Controls, field: deform.Field) -> Any:
        """Gather the rows that were sent, less the one to remove, plus one to add."""
        limit = field.schema.max_rows
        listed = controls.texts(f"{field.path}.rows")[:limit]
        numbers = [text for text in dict.fromkeys(listed) if re.fullmatch("[0-9]{1,4}", text)]
        kept = [text for text in numbers if f"{field.path}.{text}:remove" not in controls]
        prototype = field.children[0]
        rows = [_collect_row(controls, prototype, f"{field.path}.{text}") for text in kept]
        field.row_added = f"{field.path}:add" in controls and len(rows) < limit
        return [*rows, colander.null] if field.row_added else rows

    def deserialize(self, field: deform.Field, pstruct: Any) -> Any:
        """Read each row with a field of its own, kept for drawing."""
        answers = pstruct if isinstance(pstruct, list) else []
        make_rows(field, len(answers))
        result = []
        for row, answer in zip(field.sequence_fields, answers, strict=True):
            row.cstruct = row.deserialize(answer)
            result.append(row.cstruct)
        return result

    def handle_error(self, field: deform.Field, error: colander.Invalid) -> None:
        """Give each row its own error."""
        if field.error is None:
            field.error = error
        for child in error.children:
            if child.pos is not None and child.pos < len(field.sequence_fields):
                row = field.sequence_fields[child.pos]
                row.widget.handle_error(row, child)

    def view(self, field: deform.Field, cstruct: Any) -> FieldView:
        """Draw the rows; those of a form nobody has sent yet come from the values."""
        values = cstruct if isinstance(cstruct, list | tuple) else []
        if len(field.sequence_fields) != len(values):
            make_rows(field, len(values))
            for row, value in zip(field.sequence_fields, values, strict=True):
                row.cstruct = value
        view = super().view(field, values)
        view.extra["rows"] = [(n, row.serialize(row.cstruct)) for n, row in enumerate(field.sequence_fields)]
        view.extra["add_label"] = field.schema.add_label
        view.extra["row_label"] = field.children[0].schema.title
        view.extra["full"] = len(values) >= field.schema.max_rows
        return view

    def control_id(self, field: deform.Field) -> str:
        """Lead to the button that adds a row: it is always there."""
        return f"{field.oid}-tilfoej"


def _collect_row(controls: Controls, prototype: deform.Field, path: str) -> Any:
    row = prototype.clone()
    name_fields(row, path, "")
    return row.widget.collect(controls, row)


def make_rows(field: deform.Field, count: int) -> None:
    """Give a field of rows so many rows, named by their place."""
    field.sequence_fields = []
    for number in range(count):
        row = field.children[0].clone()
        name_fields(row, f"{field.path}.{number}", f"{field.oid}-{number}")
        row.number = number + 1
        field.sequence_fields.append(row)
    if count and getattr(field, "row_added", False):
        last = field.sequence_fields[-1]
        (last.children[0] if last.children else last).autofocus = True


def name_fields(field: deform.Field, path: str, oid: str) -> None:
    """Give a field and its parts the names of their controls and their ids."""
    field.path = path
    field.oid = oid
    field.sequence_fields = []
    for child in field.children:
        name_fields(child, f"{path}.{child.name}" if path else child.name, f"{oid}-{child.name}")
