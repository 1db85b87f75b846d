"""Forms that follow from a type's declaration: adding one, editing one.

A declaration with a schema, an ``add_name`` and a registered create action gets a
page ``<parent>/<add_name>``; one with a change action and an edit permission gets
``<node>/ret``. A capability whose form needs more registers a view of its own and
declares no ``add_name``; it uses :func:`make_form` and :func:`carry_out` too.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import transaction
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from .concurrent_edits import (
    Edited,
    LastEdit,
    Settled,
    is_own_correction,
    last_edit,
    note_edit,
    settle,
    state_of,
)
from .conflict_panel import conflict_panel
from .errors import DomainError
from .faces import face_path
from .form_pages import form_page
from .forms import Action, Form, FormInvalid
from .i18n import _
from .kept_text import form_name
from .page_frame import SPRITE, tell
from .records import Face, RecordType

TEMPLATE = "bdk_esdh:kernel/templates/record_form.pt"
EDIT_NAME = "ret"


def make_form(  # noqa: PLR0913 (most have a default; all but two by name)
    request: Request,
    schema: Any,
    *,
    submit_label: str,
    action: str | None = None,
    cancel_url: str | None = None,
    secondary: tuple[Action, ...] = (),
    sticky: bool = False,
    form_id: str = "form",
) -> Form:
    """Make a form for this request: token, today, choices and kept uploads filled in.

    :param schema: the schema class or an unbound instance of it.
    :param action: where to post it; the page's own address when left out.
    :param cancel_url: where "Fortryd" leads; no such link when left out.
    """
    if cancel_url:
        secondary = (*secondary, Action(_("Fortryd"), url=cancel_url, kind="tertiary"))
    schema = schema() if isinstance(schema, type) else schema
    # Only the lists this form offers: some hold a thousand subjects or everyone who works here.
    choices = {name: request.registry.choices[name](request) for name in _lists_named_in(schema)}
    return Form(
        schema,
        action=action or request.path,
        submit_label=submit_label,
        secondary=secondary,
        csrf_token=request.session.get_csrf_token(),
        today=request.clock.today(),
        bindings={**choices, "upload_limit": request.registry.esdh_settings.upload_limit},
        drafts=getattr(request, "upload_drafts", None),
        translate=request.localizer.translate,
        sprite=request.static_address(SPRITE),
        form_id=form_id,
        sticky=sticky,
        name=form_name(request),
    )


def _lists_named_in(node: Any) -> set[str]:
    """Collect the names of the lists of choices that a schema asks for, rows included."""
    values = getattr(node, "values", None)
    found = {values} if isinstance(values, str) else set()
    for child in node.children:
        found |= _lists_named_in(child)
    return found


def carry_out(
    request: Request,
    form: Form,
    do: Callable[[dict[str, Any]], Any],
    *,
    where: Callable[[Any], str],
    edits: Callable[[dict[str, Any]], Edited] | None = None,
) -> Response | None:
    """Validate a posted form, do what it asks, and lead on; or leave messages in it.

    Nothing half-done stays: what ``do`` changed before it refused is rolled back.
    The same form with the same values sent twice is answered with the result of the first.
    A form that edits a record overwrites nothing that somebody else has changed meanwhile:
    it comes back with both (409), or is saved on top of what it did not touch.

    :param do: given the values, does the act and returns its result.
    :param where: given that result, returns the path to go to.
    :param edits: given the values, names the record that the form edits and what its
        form would start from now; the form was filled by ``bind_record``.
    :returns: a redirect, or ``None`` when the form has to be shown again.
    """
    try:
        values = form.validate(request.POST.items())
    except FormInvalid:
        return None
    by = request.authenticated_userid or ""
    sent = _fingerprint(form.submission, request)
    earlier = request.root.submissions.result(sent, by)
    if earlier:
        return HTTPSeeOther(earlier)
    before = transaction.savepoint()
    try:
        if edits is None:
            path = where(do(values))
        else:
            done = _edit(request, form, do, edits(values), values)
            if done is None:
                return None
            path = where(done[0])
    except DomainError as error:
        before.rollback()
        form.add_errors([error])
        return None
    if by:
        request.root.submissions.note(sent, by, path, request.clock.now())
    return HTTPSeeOther(path)


def _edit(
    request: Request, form: Form, do: Callable[[dict[str, Any]], Any], edited: Edited, values: dict[str, Any]
) -> tuple[Any] | None:
    """Change a record unless others changed the same; return the result as a tuple of one, or nothing."""
    by = request.authenticated_userid or ""
    schema = form.root.schema
    if is_own_correction(edited.node, by, form.submission):
        settled = Settled(values)
    else:
        settled = settle(schema, form.state_shown, edited, values, by)
    now = state_of(schema, edited.values)
    latest = _named(request, last_edit(edited.node))
    if settled.clashes:
        form.follow(now, settled.taken)
        form.conflict = conflict_panel(
            form.root.children, settled.clashes, latest, request.clock.now(), request.localizer.translate
        )
        form.keep_files()
        request.add_response_callback(_answer_conflict)
        return None
    if settled.taken:
        # Also when the act refuses: the form that comes back has to show what would be saved.
        form.follow(now, settled.taken)
    result = do(settled.values)
    if state_of(schema, settled.values) != now:
        note_edit(edited.node, request.act, form.submission)
    if settled.taken:
        titles = {child.name: request.localizer.translate(child.title) for child in schema.children}
        mapping = {
            "name": latest.by_name if latest and latest.by_name else _("En kollega"),
            "fields": ", ".join(titles[name] for name in settled.taken),
        }
        text = _("${name} ændrede imens: ${fields}. Det gælder sammen med det, du gemte.", mapping=mapping)
        tell(request, "info", text)
    return (result,)


def _answer_conflict(_request: Request, response: Response) -> None:
    response.status_int = 409


def _named(request: Request, latest: LastEdit | None) -> LastEdit | None:
    """Add the name of a person who is known by login alone."""
    source = getattr(request.registry, "identity_source", None)
    if latest is None or latest.by_name or source is None:
        return latest
    identity = source(request, latest.by)
    return replace(latest, by_name=identity.name) if identity else latest


def sent_before(request: Request) -> str | None:
    """Return the path that the form ``request`` sends has led to, if it was sent before.

    For when the record is gone that it was sent to: a second click on "delete" is no fault.
    """
    by = request.authenticated_userid
    submission = request.POST.get("submission", "")
    submissions = getattr(getattr(request, "root", None), "submissions", None)
    if not by or not isinstance(submission, str) or not submission or submissions is None:
        return None
    path: str | None = submissions.result(_fingerprint(submission, request), by)
    return path


def _fingerprint(submission: str, request: Request) -> str:
    """Name what was sent: the form and what stood in it.

    A form that was gone back to, changed and sent again carries its old name. It is not
    the same thing sent twice, and what was changed must not be lost.
    """
    digest = hashlib.sha256()
    for name, value in request.POST.items():
        if name != "csrf_token":
            digest.update(repr((name, _content(value))).encode())
    return f"{submission}-{digest.hexdigest()}"


def _content(value: Any) -> Any:
    """Return a posted value, or of a file its name and size: reading it all would hold others up."""
    if not hasattr(value, "file"):
        return value
    size = value.file.seek(0, os.SEEK_END)
    value.file.seek(0)
    return value.filename, size


class AddForm:
    """The page ``<parent>/<add_name>`` of one type.

    :param declared: the type whose records it makes.
    """

    def __init__(self, declared: RecordType) -> None:
        """Keep the declaration."""
        self.declared = declared

    def __call__(self, context: Any, request: Request) -> Any:
        """Show the form, or make the record."""
        declared = self.declared
        title = declared.add_title or declared.title
        form = make_form(
            request, declared.schema, submit_label=_("Opret"), cancel_url=face_path(request, context)
        )
        if request.method != "POST":
            suggest = getattr(declared.schema, "suggest", None)
            if suggest is not None:
                form.bind_values(suggest(context, request))
            return form_page(request, context, form, title)
        create = request.registry.records.actions_of(declared.name).create
        made: list[Any] = []

        def add(values: dict[str, Any]) -> Any:
            made.append(create(context, values, request.act))
            return made[0]

        answer = carry_out(request, form, add, where=lambda node: face_path(request, node))
        if answer is None:
            return form_page(request, context, form, title)
        if made:  # the same form sent again leads to what it made the first time, and tells nothing
            tell(request, "ok", _("“${title}” er oprettet.", mapping={"title": made[0].title}))
        return answer


class EditForm:
    """The page ``<node>/ret`` of one type.

    :param declared: the type whose records it changes.
    """

    def __init__(self, declared: RecordType) -> None:
        """Keep the declaration."""
        self.declared = declared

    def __call__(self, context: Any, request: Request) -> Any:
        """Show the form, or change the record."""
        actions = request.registry.records.actions_of(self.declared.name)
        here = face_path(request, context)
        if request.method != "POST" and actions.guard is not None:
            try:
                actions.guard(context)
            except DomainError as refusal:
                tell(request, "warning", refusal.message)
                return HTTPSeeOther(here)
        form = make_form(request, self.declared.schema, submit_label=_("Gem"), cancel_url=here)
        title = _("Ret ${what}", mapping={"what": request.localizer.translate(self.declared.title).lower()})
        if request.method != "POST":
            form.bind_record(self._values(request, context))
            return form_page(request, context, form, title)
        answer = carry_out(
            request,
            form,
            lambda values: actions.change(context, values, request.act),
            where=lambda _result: here,
            edits=lambda _values: Edited(context, self._values(request, context)),
        )
        if answer is None:
            return form_page(request, context, form, title)
        tell(request, "ok", _("Ændringerne er gemt."))
        return answer

    def _values(self, request: Request, node: Any) -> Mapping[str, Any]:
        source = request.registry.records.actions_of(self.declared.name).values
        return source(node) if source else _attributes(self.declared, node)


def _attributes(declared: RecordType, node: Any) -> Mapping[str, Any]:
    schema = declared.schema()  # type: ignore[misc]
    values = {child.name: getattr(node, child.name, None) for child in schema.children}
    return {name: value for name, value in values.items() if value is not None}


def add_choices(config: Configurator, name: str, source: Callable[[Request], Any]) -> None:
    """Directive: name a list of choices that forms may ask for.

    :param source: ``source(request) -> [(code, label), ...]``, or its dotted name.
    """
    source = config.maybe_dotted(source)
    config.action(("choices", name), lambda: config.registry.choices.__setitem__(name, source))


def derive_forms(config: Configurator) -> None:
    """Register the add and edit pages that follow from the declarations."""
    records = config.registry.records
    for declared in records.types.values():
        actions = records.actions_of(declared.name)
        if declared.schema is None or Face.INTRANET not in declared.faces:
            continue
        if declared.add_name and actions.create:
            for parent in (records.types[name] for name in declared.parents):
                _both_methods(
                    config, AddForm(declared), parent.cls, declared.add_permission, declared.add_name
                )
        if actions.change and declared.edit_permission:
            _both_methods(config, EditForm(declared), declared.cls, declared.edit_permission, EDIT_NAME)


def _both_methods(config: Configurator, view: Any, context: type, permission: str | None, name: str) -> None:
    for method in ("GET", "POST"):
        config.add_face_view(
            view, Face.INTRANET, context, permission=permission, method=method, name=name, template=TEMPLATE
        )


def includeme(config: Configurator) -> None:
    """Make the register of choices."""
    config.registry.choices = {}
    config.add_directive("add_choices", add_choices)
