"""Forms: from a colander schema to HTML, from what was posted to values or to messages beside the fields.

    form = Form(CaseSchema(), action=url, submit_label=_("Opret sag"), csrf_token=token, today=today)
    try:
        values = form.validate(request.POST.items())
        case = create_case(folder, **values, by=user)
    except FormInvalid:
        ...                                  # show the page with the form again
    except DomainError as error:
        form.add_errors([error])             # the same; everything typed stays

A template shows it with ``${form}``: a form knows its own HTML, so no template
needs ``structure``. Whatever is posted, ``validate`` gives values that the
schema allows or raises :class:`FormInvalid`, never anything else.

``submission`` is a random name made when a form is first shown and carried
along: a caller that remembers it can answer the same form sent twice with the
result of the first.

A form that edits a record is filled by ``bind_record``: it carries along what the
record was when it was shown, so that the caller can tell what others did meanwhile
(``kernel.concurrent_edits``).
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import colander
import deform
from chameleon import PageTemplateLoader
from chameleon.utils import Markup
from deform.exception import ValidationFailure
from translationstring import ChameleonTranslate

from . import widgets
from .concurrent_edits import State, pack, state_of, unpack
from .conflict_panel import CHOICE, KEEP_THEIRS, THEIRS, ConflictPanel
from .errors import DomainError, SeveralErrors
from .file_fields import FileWidget, Upload
from .form_controls import Controls, file_name
from .i18n import _

TEMPLATES = PageTemplateLoader(str(Path(__file__).parent / "templates" / "widgets"), ".pt")
SUBMISSION = re.compile("[0-9a-f]{32}")
OWN_NAMES = frozenset({"csrf_token", "submission", "shown", KEEP_THEIRS})
NUMBER_WORDS = (
    _("en"), _("to"), _("tre"), _("fire"), _("fem"), _("seks"),
    _("syv"), _("otte"), _("ni"), _("ti"), _("elleve"), _("tolv"),
)  # fmt: skip


def untranslated(text: Any) -> str:
    """Give a text in Danish, the language it is written in, with its values put in."""
    return str(text.interpolate() if hasattr(text, "interpolate") else text)


class FormInvalid(Exception):
    """The form has to be shown again, with messages or with a row more or less.

    :param form: the form as it now is; ``form.has_errors`` tells the two apart.
    """

    def __init__(self, form: "Form") -> None:
        """Keep the form."""
        super().__init__("form shown again")
        self.form = form


class DraftStore(Protocol):
    """Keeps files of forms that came back, for the person who sent them and no other.

    Tokens come from the browser: a store has to treat them as guesses, and to
    refuse a draft that belongs to somebody else.
    """

    def keep(self, upload: Upload) -> Upload:
        """Store the bytes and give the same upload with a token."""

    def get(self, token: str) -> Upload | None:
        """Give a kept upload, or nothing."""


@dataclass(frozen=True)
class Action:
    """A button or link beside the main button.

    :param label: what it does, in words.
    :param name: of the button; ``form.pressed`` has it afterwards.
    :param url: makes it a link instead, for leaving without saving.
    :param kind: of dkfds: ``secondary``, ``tertiary`` or ``warning``.
    """

    label: str
    name: str | None = None
    url: str | None = None
    kind: str = "secondary"


@dataclass(frozen=True)
class SummaryLine:
    """One error at the top of the form; ``target`` is the id it leads to, if it belongs to a field."""

    text: str
    target: str | None


class Form:
    """One form on one page.

    :param schema: an unbound mapping schema; no field may be called ``csrf_token`` or ``submission``.
    :param action: where it is posted.
    :param submit_label: the words of the main button: what it does.
    :param secondary: buttons and links beside it.
    :param csrf_token: of the session.
    :param today: the day ``i dag`` means.
    :param bindings: further values for nodes that ask for them by name, such as lists of choices.
    :param drafts: where chosen files are kept while the form comes back.
    :param translate: turns a translatable text into the reader's language.
    :param sprite: address of the icons; without it the form has none.
    :param form_id: begins every id in the form; needed when a page has two forms.
    :param name: the random name it carries; made here when left out.
    :param sticky: keep the buttons at the bottom of the window (intranet).
    """

    def __init__(  # noqa: PLR0913 -- a form is put together in one place, with every part named
        self,
        schema: colander.SchemaNode,
        *,
        action: str,
        submit_label: str,
        csrf_token: str,
        today: dt.date,
        secondary: Sequence[Action] = (),
        bindings: Mapping[str, Any] | None = None,
        drafts: DraftStore | None = None,
        translate: Callable[[Any], str] = untranslated,
        sprite: str = "",
        form_id: str = "form",
        sticky: bool = False,
        name: str | None = None,
    ) -> None:
        """Bind the schema and name its fields."""
        self.action = action
        self.submit_label = submit_label
        #: of dkfds; a page has one primary button, whichever forms stand on it
        self.submit_kind = "primary"
        self.secondary = tuple(secondary)
        self.csrf_token = csrf_token
        self.drafts = drafts
        self.form_id = form_id
        self.sticky = sticky
        self.sprite = sprite
        self.submission = name or uuid.uuid4().hex
        self.shown = ""
        self.conflict: ConflictPanel | None = None
        self.pressed: str | None = None
        self.top_errors: list[str] = []
        self._translate = translate
        bound = schema.bind(**{**(bindings or {}), "today": today})
        bound.widget = widgets.GroupWidget(template="fields")
        self.root = deform.Field(bound, renderer=self._render)
        self._prepare(self.root)
        widgets.name_fields(self.root, "", form_id)
        clash = OWN_NAMES & {child.name for child in self.root.children}
        if clash:
            message = f"field names that every form uses itself: {sorted(clash)}"
            raise ValueError(message)

    def _prepare(self, field: deform.Field) -> None:
        # Clones of a row copy the attributes of their prototype, so the owner reaches every row.
        field.owner = self
        for child in field.children:
            self._prepare(child)

    def bind_values(
        self, appstruct: Mapping[str, Any], *, reasons: Mapping[str, str] | None = None
    ) -> "Form":
        """Fill the form.

        :param appstruct: values by field name; fields not named stay empty.
        :param reasons: for values that are suggestions: where each comes from. Such
            fields are shown as suggested, with the reason under them.
        :returns: the form itself.
        """
        self.root.set_appstruct(dict(appstruct))
        for child in self.root.children:
            child.why = (reasons or {}).get(child.name, "")
        return self

    def bind_record(self, values: Mapping[str, Any]) -> "Form":
        """Fill the form with the facts of a record, and carry along that this is what was shown.

        :returns: the form itself.
        """
        known = {name: value for name, value in values.items() if value is not None}
        self.shown = pack(state_of(self.root.schema, known))
        return self.bind_values(known)

    @property
    def state_shown(self) -> State | None:
        """What the record was when the form was shown, as far as the form still says it."""
        return unpack(self.shown)

    def follow(self, state: State, names: Iterable[str]) -> None:
        """Take fields over from what the record is now, and carry that along from here on.

        :param names: the fields that others changed, and nobody here did.
        """
        self.shown = pack(state)
        for child in self.root.children:
            if child.name in names:
                child.sequence_fields = []
                child.cstruct = colander.null if state[child.name] is None else state[child.name]

    def validate(self, items: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
        """Read what was posted.

        :param items: names and values in order, as ``request.POST.items()`` gives them.
        :returns: the values by field name.
        :raises FormInvalid: something is missing or wrong, or a row or a file was added or removed.
        """
        controls = Controls(items)
        sent = controls.text("submission") or ""
        self.submission = sent if SUBMISSION.fullmatch(sent) else self.submission
        self.shown = controls.text("shown") or ""
        self.pressed = next((a.name for a in self.secondary if a.name and a.name in controls), None)
        pstruct = self._as_chosen(self.root.widget.collect(controls, self.root), controls)
        if controls.too_many:
            self.top_errors.append(_("Formularen er for stor. Send den i flere dele"))
        if controls.presses_a_row_or_file():
            self.root.set_pstruct(pstruct)
            self.keep_files()
            raise FormInvalid(self)
        try:
            values: dict[str, Any] = self.root.validate_pstruct(pstruct)
        except ValidationFailure:
            self.keep_files()
            raise FormInvalid(self) from None
        if self.top_errors:
            self.keep_files()
            raise FormInvalid(self)
        return values

    def _as_chosen(self, pstruct: dict[str, Any], controls: Controls) -> dict[str, Any]:
        """Put in what somebody else wrote, where the writer chose that on the page of a conflict."""
        state = self.state_shown
        if state is None:
            return pstruct
        chosen = {}
        for child in self.root.children:
            said = controls.text(CHOICE + child.path)
            if said == THEIRS or (said is not None and KEEP_THEIRS in controls):
                theirs = state.get(child.name)
                chosen[child.name] = colander.null if theirs is None else theirs
        return {**pstruct, **chosen}

    def add_errors(self, errors: Iterable[DomainError]) -> "Form":
        """Put what an action refused at the fields concerned, or at the top; everything typed stays.

        :param errors: as raised; :class:`SeveralErrors` is taken apart.
        :returns: the form itself.
        """
        for error in errors:
            if isinstance(error, SeveralErrors):
                self.add_errors(error.errors)
                continue
            field = next(
                (field for field in self._fields() if field.path and field.path == error.field), None
            )
            if field is None:
                self.top_errors.append(error.message)
            elif field.error is None:
                field.error = colander.Invalid(field.schema, error.message)
        self.keep_files()
        return self

    @property
    def has_errors(self) -> bool:
        """Whether there is anything to mend."""
        return (
            self.conflict is not None
            or bool(self.top_errors)
            or any(widgets.message_of(field) for field in self._fields())
        )

    @property
    def submit_words(self) -> str:
        """The words of the main button; in a conflict it saves what was chosen."""
        return self.translate(_("Gem mine valg") if self.conflict else self.submit_label)

    @property
    def error_lines(self) -> list[SummaryLine]:
        """Every message, those of the whole first, then in the order of the fields."""
        lines = [SummaryLine(self.translate(text), None) for text in self.top_errors]
        for field in self._fields():
            message = widgets.message_of(field)
            if message:
                hidden = isinstance(field.widget, widgets.HiddenWidget) or field is self.root
                target = None if hidden else field.widget.control_id(field)
                lines.append(SummaryLine(self.translate(message), target))
        return lines

    @property
    def error_heading(self) -> str:
        """How many things to mend; or that it cannot be done, when no field can mend it."""
        lines = self.error_lines
        if not any(line.target for line in lines):
            return self.translate(_("Det kan ikke lade sig gøre endnu"))
        count = len(lines)
        word = self.translate(NUMBER_WORDS[count - 1]) if count <= len(NUMBER_WORDS) else str(count)
        return self.translate(_("Ret ${count} ting, så kan du gå videre", mapping={"count": word}))

    def translate(self, text: Any) -> str:
        """Give a text in the reader's language, with its values put in."""
        return str(self._translate(text))

    def upload(self, chosen: Any, token: str | None) -> Upload | None:
        """Make an upload of a chosen file, or find the one kept under a token."""
        name = getattr(chosen, "filename", None)
        if isinstance(name, str) and name:
            stream: BinaryIO = chosen.file
            size = stream.seek(0, 2)
            stream.seek(0)
            return Upload(file_name(name), size, stream)
        return self.drafts.get(token) if token and self.drafts else None

    def __html__(self) -> str:
        """The whole form, errors first. Chameleon asks for this and does not escape it."""
        fields = list(self._fields())
        return self._render(
            "form",
            form=self,
            fields=self.root.serialize(self.root.cstruct),
            has_files=any(isinstance(field.widget, FileWidget) for field in fields),
            # Enter in a field presses the first button of a form: that must not be "Fjern".
            has_row_buttons=any(isinstance(f.widget, FileWidget | widgets.RowsWidget) for f in fields),
        )

    def _fields(self, field: deform.Field | None = None) -> Iterator[deform.Field]:
        field = field or self.root
        yield field
        rows = isinstance(field.widget, widgets.RowsWidget)
        for child in field.sequence_fields if rows else field.children:
            yield from self._fields(child)

    def keep_files(self) -> None:
        """Keep the chosen files until the form comes again."""
        if self.drafts is None:
            return
        for field in self._fields():
            upload = field.cstruct
            if isinstance(upload, Upload) and not upload.token and field.error is None:
                field.cstruct = self.drafts.keep(upload)

    def _render(self, template: str, **values: Any) -> str:
        translate = ChameleonTranslate(self.translate)
        return Markup(TEMPLATES[template].render(translate=translate, sprite=self.sprite, **values))
