"""The pages of the access to anything, made for every declared type that has a page at work.

``<node>/adgang`` shows who may do what and where it comes from; those who manage it give and take
access there. Breaking inheritance is asked about first, on a page that names who loses access.
"""

from typing import Any
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.errors import DomainError
from ..kernel.faces import face_path
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs, tell
from ..kernel.record_forms import carry_out
from ..kernel.records import Face
from ..security.grants import Level, sharing_of
from ..security.permissions import Permission
from .actions import break_inheritance, restore_inheritance, set_access_list, share, unshare
from .checks import cutting_off_refusal
from .explaining import title_of
from .links import NAME
from .losing import Difference, by_breaking, by_restoring
from .names import named
from .page import access_page, grant_form, list_form

PAGE = "bdk_esdh:sharing/templates/intranet/adgang.pt"
QUESTION = "bdk_esdh:sharing/templates/intranet/arv.pt"


def show(context: Any, request: Request) -> dict[str, Any]:
    """Show who has access to the node."""
    return access_page(context, request)


def give(context: Any, request: Request) -> Any:
    """Give somebody access."""
    form = grant_form(context, request)

    def act(values: dict[str, Any]) -> str:
        share(context, values["who"], Level(values["level"]), request.act, note=values["note"])
        return str(values["who"])

    answer = carry_out(request, form, act, where=lambda _token: _here(context, request))
    if answer is None:
        return access_page(context, request, give=form)
    tell(request, "ok", _("Adgangen er givet."))
    return answer


def take(context: Any, request: Request) -> HTTPSeeOther:
    """Take away somebody's access; the message offers to give it back."""
    token = request.POST.get("token", "")
    try:
        earlier = unshare(context, token, request.act)
    except DomainError as refusal:
        tell(request, "warning", refusal.message)
        return HTTPSeeOther(_here(context, request))
    who = request.localizer.translate(named(request.root, token).title)
    back = face_path(request, context, f"{NAME}-tilbage")
    query = urlencode({"hvem": earlier.token, "hvad": earlier.level, "note": earlier.note})
    tell(request, "ok", _("Adgangen er fjernet: ${who}.", mapping={"who": who}), undo_url=f"{back}?{query}")
    return HTTPSeeOther(_here(context, request))


def give_back(context: Any, request: Request) -> HTTPSeeOther:
    """Undo that access was taken away."""
    code = request.GET.get("hvad", "")
    try:
        level = Level(code) if code in set(Level) else Level.READ
        share(
            context, request.GET.get("hvem", ""), level, request.act, note=request.GET.get("note", "")[:200]
        )
        tell(request, "ok", _("Adgangen er givet tilbage."))
    except DomainError as refusal:
        tell(request, "warning", refusal.message)
    return HTTPSeeOther(_here(context, request))


def ask_to_break(context: Any, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Name who loses access before inheritance is broken."""
    say = request.localizer.translate
    if refusal := cutting_off_refusal(context):
        tell(request, "warning", refusal.message)
        return HTTPSeeOther(_here(context, request))
    return _question(
        context, request, by_breaking(context, request), heading=say(_("Bryd arven")), breaking=True
    )


def ask_to_restore(context: Any, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Name who gets access before inheritance is restored."""
    say = request.localizer.translate
    found = by_restoring(context, request)
    return _question(context, request, found, heading=say(_("Genopret arven")), breaking=False)


def _question(
    node: Any, request: Request, found: Difference, *, heading: str, breaking: bool
) -> dict[str, Any] | HTTPSeeOther:
    if sharing_of(node).inherits is not breaking:
        return HTTPSeeOther(_here(node, request))
    return {
        "title": f"{heading}: {title_of(node)}",
        "crumbs": [*lineage_crumbs(request, node), Crumb(heading, None)],
        "heading": heading,
        "what": title_of(node),
        "breaking": breaking,
        "found": found,
        "action": request.path,
        "cancel_url": _here(node, request),
    }


def do_break(context: Any, request: Request) -> HTTPSeeOther:
    """Break inheritance."""
    return _attempt(context, request, break_inheritance, _("Arven er brudt. Kun de nævnte har adgang nu."))


def do_restore(context: Any, request: Request) -> HTTPSeeOther:
    """Restore inheritance."""
    return _attempt(context, request, restore_inheritance, _("Arven er genoprettet."))


def _attempt(node: Any, request: Request, act: Any, words: Any) -> HTTPSeeOther:
    try:
        act(node, request.act)
        tell(request, "ok", words)
    except DomainError as refusal:
        tell(request, "warning", refusal.message)
    return HTTPSeeOther(_here(node, request))


def put_on_list(context: Any, request: Request) -> Any:
    """Put somebody on the access list of a case."""
    form = list_form(context, request)

    def act(values: dict[str, Any]) -> None:
        listed = values["listed"]
        # Whoever begins a list stands on it: nobody closes the door behind the one who has the key.
        first = () if context.access_list else (f"user:{request.identity.login}",)
        set_access_list(context, {*context.access_list, *first, listed}, request.act)

    answer = carry_out(request, form, act, where=lambda _done: _here(context, request))
    if answer is None:
        return access_page(context, request, listed=form)
    tell(request, "ok", _("Adgangslisten er ændret."))
    return answer


def take_off_list(context: Any, request: Request) -> HTTPSeeOther:
    """Take somebody off the access list of a case."""
    left = set(context.access_list) - {request.POST.get("token", "")}
    words = _("Adgangslisten er ændret.") if left else _("Adgangslisten er tom og gælder ikke mere.")
    return _attempt(context, request, lambda case, act: set_access_list(case, left, act), words)


def _here(node: Any, request: Request) -> str:
    """Return the page to go to: that of the access, while one may still see it."""
    if request.has_permission(Permission.SHARING_VIEW, node):
        return face_path(request, node, NAME)
    return "/intranet/"


_VIEWS = (
    (show, "GET", NAME, Permission.SHARING_VIEW, PAGE),
    (give, "POST", f"{NAME}-giv", Permission.SHARING_MANAGE, PAGE),
    (take, "POST", f"{NAME}-fjern", Permission.SHARING_MANAGE, None),
    (give_back, "POST", f"{NAME}-tilbage", Permission.SHARING_MANAGE, None),
    (ask_to_break, "GET", f"{NAME}-bryd", Permission.SHARING_MANAGE, QUESTION),
    (do_break, "POST", f"{NAME}-bryd", Permission.SHARING_MANAGE, None),
    (ask_to_restore, "GET", f"{NAME}-genopret", Permission.SHARING_MANAGE, QUESTION),
    (do_restore, "POST", f"{NAME}-genopret", Permission.SHARING_MANAGE, None),
)
_LIST_VIEWS = (
    (put_on_list, "POST", f"{NAME}-liste", Permission.SHARING_MANAGE, PAGE),
    (take_off_list, "POST", f"{NAME}-liste-fjern", Permission.SHARING_MANAGE, None),
)


def derive_sharing_pages(config: Configurator) -> None:
    """Register the pages for every declared type that has a page at work."""
    for declared in config.registry.records.types.values():
        if Face.INTRANET not in declared.faces or not declared.read_permission:
            continue
        views = _VIEWS + (_LIST_VIEWS if hasattr(declared.cls, "access_list") else ())
        for view, method, name, permission, template in views:
            config.add_face_view(
                view, Face.INTRANET, declared.cls,
                permission=permission, method=method, name=name, template=template,
            )  # fmt: skip
