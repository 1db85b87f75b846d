"""Logging in and out. The page is public; what it opens is not."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from ..files.kept_forms import VIEW as KEPT_FORM
from ..kernel.errors import DomainError
from ..kernel.faces import public_view
from ..kernel.fields import Concealed, Group, Line, Secret
from ..kernel.forms import Form, FormInvalid
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..kernel.record_forms import make_form
from ..root import Root
from ..search.published import published_at
from ..security.logins import credential_of
from ..security.permissions import Permission
from ..security.roles import permissions_of
from ..security.sessions import close_session, open_session
from .actions import people_of
from .errors import TooManyAttempts
from .logging_in import attempt_login, enter_leaving

TEMPLATE = "templates/public/log-ind.pt"
#: what was typed when a session had ended is shown here to whoever typed it
KEPT_PAGE = f"/intranet/{KEPT_FORM}"


class LoginSchema(Group):
    """Login and password, and where one was going."""

    login = Line(title=_("Brugernavn"), missing_msg=_("Skriv dit brugernavn"), autocomplete="username")
    password = Secret()
    til = Concealed()


@public_view(Root, name="log-ind", permission=Permission.LOG_IN, template=TEMPLATE)
def log_in_page(_context: Root, request: Request) -> Any:
    """Show the login form, or lead on whoever is logged in already."""
    target = request.GET.get("til", "")
    if request.identity is not None:
        return HTTPSeeOther(_safe_target(request, target, request.identity.roles))
    return _page(request, _form(request).bind_values({"til": target}))


@public_view(Root, name="log-ind", method="POST", permission=Permission.LOG_IN, template=TEMPLATE)
def log_in(_context: Root, request: Request) -> Any:
    """Check login and password, and open a session."""
    form = _form(request)
    try:
        values = form.validate(request.POST.items())
        person = attempt_login(request, values["login"], values["password"])
    except FormInvalid:
        return _page(request, form)
    except TooManyAttempts as error:
        page = _page(request, form.add_errors([error]))
        request.response.status_int = 429
        request.response.headers["Retry-After"] = str(error.wait)
        return page
    except DomainError as error:
        return _page(request, form.add_errors([error]))
    open_session(request, str(person.__name__), credential=credential_of(person.password_hash))
    return HTTPSeeOther(_safe_target(request, values["til"], frozenset(person.roles)))


@public_view(Root, name="log-af", method="POST", permission=Permission.LOG_IN)
def log_out(_context: Root, request: Request) -> Response:
    """End the session."""
    enter_leaving(request)
    close_session(request)
    return HTTPSeeOther("/")


def _safe_target(request: Request, target: str, roles: frozenset[str]) -> str:
    """Return ``target`` if it is a path on this site that may be theirs, else where they begin.

    Citizens have no place at work: there they would only be told that the page does not exist.
    """
    works_here = Permission.INTRANET_VIEW in permissions_of(roles)
    is_path = target.startswith("/") and not target.startswith(("//", "/\\"))
    is_path = is_path and "\n" not in target and "\r" not in target
    if is_path and (works_here or target.partition("?")[0].split("/")[1] != "intranet"):
        return target
    if works_here:
        return "/intranet/"
    return "/mine-sager" if published_at(request.root, "mine-sager", request.clock.now()) else "/"


def _form(request: Request) -> Form:
    return make_form(request, LoginSchema, submit_label=_("Log på"), action="/log-ind")


def _page(request: Request, form: Form) -> dict[str, Any]:
    title = request.localizer.translate(_("Log på"))
    if form.has_errors:
        request.response.status_int = 422
    return {
        "title": request.localizer.translate(_("Fejl: ${title}", mapping={"title": title}))
        if form.has_errors
        else title,
        "heading": title,
        "form": form,
        "crumbs": [Crumb(request.localizer.translate(_("Forside")), "/"), Crumb(title, None)],
        "kept": _leads_to_kept_text(request),
        "demo": _demo_logins(request),
    }


def _leads_to_kept_text(request: Request) -> bool:
    """Tell whether one comes here because the session ended while one wrote."""
    return bool(request.params.get("til", "").partition("?")[0] == KEPT_PAGE)


def _demo_logins(request: Request) -> list[tuple[str, str]]:
    if not request.registry.esdh_settings.demo_logins:
        return []
    people = people_of(request.root).items()
    return [(login, person.title) for login, person in people if person.password_hash and person.active]
