"""The page ``slet`` of every type that may be thrown away, and the button that leads there."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request

from ..kernel.faces import face_path
from ..kernel.fields import Group, LongText, no_match
from ..kernel.forms import Form
from ..kernel.graph import postorder
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs, tell
from ..kernel.record_forms import carry_out, make_form
from ..search.hits import number_of, title_of
from ..security.cpr import contains_cpr
from .actions import LONGEST_REASON, put_in_trash
from .content import TrashEntry
from .gaps import restore_url
from .rights import may_throw_away, offers_deleting
from .rules import DELETE, obstacles_to, rule_of

_CPR = _("Begrundelsen ligner et CPR-nummer. CPR hører til under Parter")


class DeletingSchema(Group):
    """Why something is thrown away, for what leaves no gap in a row of numbers."""

    reason = LongText(
        title=_("Hvorfor slettes det?"),
        hint=_("Kan ses af dem, der måtte læse det."),
        missing="",
        max_length=LONGEST_REASON,
        validator=no_match(contains_cpr, _CPR),
    )


class ExplainedDeletingSchema(Group):
    """The same where a reason is asked for: a number is missing from then on."""

    reason = LongText(
        title=_("Hvorfor slettes det?"),
        hint=_("Begrundelsen står ved nummeret, som ikke bruges igen."),
        missing_msg=_("Skriv, hvorfor det slettes"),
        max_length=LONGEST_REASON,
        validator=no_match(contains_cpr, _CPR),
    )


def delete_item(node: Any, request: Request) -> list[dict[str, str]]:
    """Return the line for the menu "Mere" of a thing's page; none for those who may not."""
    if not offers_deleting(request, node):
        return []
    return [{"title": request.localizer.translate(_("Slet")), "url": face_path(request, node, DELETE)}]


def delete_form(context: Any, request: Request) -> Any:
    """Show what follows and ask why; or everything that stands in the way."""
    _require(context, request)
    if not may_throw_away(request, context):
        return _kept_from_one(context, request)
    return _page(context, request, _form(context, request))


def throw_away(context: Any, request: Request) -> Any:
    """Put it in the trash; the message has the way back."""
    _require(context, request)
    if not may_throw_away(request, context):
        return _kept_from_one(context, request)
    form = _form(context, request)
    rule: Any = rule_of(context, request.registry)
    place, name = context.__parent__, _name_of(context)
    leads_to = rule.leads_to(context, request) if rule.leads_to else face_path(request, place)
    made: list[TrashEntry] = []

    def put(values: dict[str, Any]) -> None:
        made.append(put_in_trash(context, request.act, values["reason"]))

    answer = carry_out(request, form, put, where=lambda _done: leads_to)
    if answer is None:
        return _page(context, request, form)
    if made:
        text = _("${name} ligger i papirkurven.", mapping={"name": name})
        tell(request, "ok", text, undo_url=restore_url(request, made[0]))
    return HTTPSeeOther(leads_to)


def _require(node: Any, request: Request) -> None:
    """Refuse whoever never throws such a thing away, and has no button for it.

    :raises HTTPForbidden: then.
    """
    if not offers_deleting(request, node):
        raise HTTPForbidden


def _form(node: Any, request: Request) -> Form:
    rule: Any = rule_of(node, request.registry)
    schema = ExplainedDeletingSchema if rule.asks_reason else DeletingSchema
    return make_form(
        request,
        schema,
        submit_label=request.localizer.translate(_("Læg i papirkurven")),
        cancel_url=face_path(request, node),
    )


def _name_of(node: Any) -> str:
    number, title = number_of(node), title_of(node)
    return number or f"“{title}”"


def _kept_from_one(node: Any, request: Request) -> dict[str, Any]:
    """Say that something in it is kept from whoever asks, and no more of that: not what, not how much."""
    request.response.status_int = 403
    say = request.localizer.translate
    text = say(_("Her ligger noget, du ikke har adgang til. Bed en, der må se det hele, om at slette"))
    return {
        **_page(node, request, _form(node, request)),
        "guard": {"title": say(_("Kan ikke slettes af dig")), "lines": [{"kind": "bad", "text": text}]},
        "form": None,
    }


def _page(node: Any, request: Request, form: Form) -> dict[str, Any]:
    say = request.localizer.translate
    heading = say(_("Slet ${name}", mapping={"name": _name_of(node)}))
    below = sum(1 for _each in postorder(node)) - 1
    obstacles = obstacles_to(node, request.registry)
    # What stands in the way of the case stands in the way of each of its documents too; it is said once.
    reasons = dict.fromkeys(say(error.message) for error in obstacles)
    guard = {
        "title": say(_("Kan ikke slettes nu")),
        "lines": [{"kind": "bad", "text": reason} for reason in reasons],
    }
    if form.has_errors:
        request.response.status_int = 422
    text = _("Det kan gendannes fra papirkurven, og nummeret bruges ikke igen.")
    if not number_of(node):
        text = _("Det kan gendannes fra papirkurven.")
    with_it = _("Det, der ligger i det, følger med: ${count} i alt.", mapping={"count": below})
    rule = rule_of(node, request.registry)
    more = rule.comes_along(node) if rule is not None and rule.comes_along is not None else None
    return {
        "title": say(_("Fejl: ${title}", mapping={"title": heading})) if form.has_errors else heading,
        "heading": heading,
        "lead": title_of(node) if number_of(node) else None,
        "text": " ".join(filter(None, (say(text), more and say(more)))),
        "with_it": say(with_it) if below else None,
        "guard": guard if obstacles else None,
        "form": None if obstacles else form,
        "crumbs": [*lineage_crumbs(request, node), Crumb(say(_("Slet")), None)],
        "back_url": face_path(request, node),
    }
