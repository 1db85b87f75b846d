"""A person's page, the new password, and letting somebody in or out."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request

from ..kernel.errors import DomainError
from ..kernel.faces import face_path, intranet_view
from ..kernel.form_pages import form_page
from ..kernel.forms import Form
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..kernel.record_forms import TEMPLATE, carry_out, make_form
from ..security.logins import credential_of
from ..security.permissions import Permission
from ..security.roles import ROLE_TITLES
from ..security.sessions import open_session
from .actions import activate_person, change_password, deactivate_person, units_of
from .content import Person
from .errors import TooManyAttempts
from .intranet import contact_facts, inactive_badge, job_of, last_login
from .logging_in import hash_for_change
from .passwords import shortest_password
from .person_links import links_of
from .schema import NewPasswordSchema, OwnPasswordSchema


@intranet_view(Person, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/person.pt")
def person_page(context: Person, request: Request) -> dict[str, Any]:
    """Show a colleague: where, what, and how to reach."""
    translate = request.localizer.translate
    may_manage = bool(request.has_permission(Permission.UNIT_ADMINISTER, context))
    roles = [translate(title) for role, title in ROLE_TITLES.items() if role in context.roles]
    rows = [
        {"term": translate(_("Brugernavn")), "value": context.__name__},
        {"term": translate(_("Roller")), "value": ", ".join(roles) or translate(_("Ingen"))},
    ]
    if may_manage:
        rows.append({"term": translate(_("Sidst logget på")), "value": last_login(request, context)})
    return {
        "title": context.title,
        "head": {
            "number": job_of(request, context) or translate(_("Person")),
            "title": context.title,
            "badges": [] if context.active else [inactive_badge(request)],
            "actions": _actions(request, context, may_manage=may_manage),
            "more": _more(request, context),
        },
        "contact": contact_facts(request, context),
        "unit_line": _unit_line(request, context),
        "box": {
            "title": translate(_("Om personen")),
            "rows": rows,
        },
        "administers": _administered(request, context),
        "links": links_of(request, context),
        "access": _access(request, context) if may_manage and not _is_oneself(request, context) else None,
    }


def _actions(request: Request, person: Person, *, may_manage: bool) -> list[dict[str, Any]]:
    translate, own = request.localizer.translate, _is_oneself(request, person)
    edit = {"title": translate(_("Ret")), "url": face_path(request, person, "ret"), "icon": "edit"}
    password = {
        "title": translate(_("Skift adgangskode") if person.password_hash else _("Giv en adgangskode")),
        "url": face_path(request, person, "adgangskode"),
        "icon": "lock",
        "primary": not person.password_hash,
    }
    sessions = {
        "title": translate(_("Her er du logget på") if own else _("Logget på")),
        "url": face_path(request, person, "logget-paa"),
        "icon": "account",
    }
    tokens = {
        "title": translate(_("Adgangstegn")),
        "url": face_path(request, person, "adgangstegn"),
        "icon": "lock",
    }
    return [*([edit] if may_manage else []), *([password, sessions, tokens] if may_manage or own else [])]


def _more(request: Request, person: Person) -> list[dict[str, Any]]:
    """Return for whoever controls the way to what the person has done and read."""
    if not request.has_permission(Permission.JOURNAL_CONTROL, person):
        return []
    title = request.localizer.translate(_("Journal"))
    return [{"title": title, "url": face_path(request, person, "journal")}]


def _access(request: Request, person: Person) -> dict[str, Any]:
    """Say whether the person can log in, with the button that changes it."""
    if not person.active:
        return {
            "text": _("Kan ikke logge på."),
            "button": _("Lad personen logge på igen"),
            "url": face_path(request, person, "aktiver"),
        }
    usable = _("Kan logge på.") if person.password_hash else _("Har ingen adgangskode endnu.")
    return {
        "text": usable,
        "button": _("Gør inaktiv"),
        "url": face_path(request, person, "deaktiver"),
    }


def _unit_line(request: Request, person: Person) -> list[dict[str, str]]:
    line = units_of(request.root).line_of(person.unit_key)
    return [{"title": unit.title, "url": face_path(request, unit)} for unit in line]


def _administered(request: Request, person: Person) -> list[dict[str, str]]:
    units = units_of(request.root)
    found = [units[key] for key in person.administers if key in units]
    return [{"title": unit.title, "url": face_path(request, unit)} for unit in found]


def _is_oneself(request: Request, person: Person) -> bool:
    return bool(request.authenticated_userid == person.__name__)


@intranet_view(Person, name="deaktiver", method="POST", permission=Permission.UNIT_ADMINISTER)
def deactivate(context: Person, request: Request) -> HTTPSeeOther:
    """Let a person no longer log in; can be undone."""
    try:
        deactivate_person(context, request.act)
    except DomainError as refused:
        tell(request, "warning", refused.message)
    else:
        text = _("${name} kan ikke længere logge på.", mapping={"name": context.title})
        tell(request, "ok", text, undo_url=face_path(request, context, "aktiver"))
    return HTTPSeeOther(face_path(request, context))


@intranet_view(Person, name="aktiver", method="POST", permission=Permission.UNIT_ADMINISTER)
def activate(context: Person, request: Request) -> HTTPSeeOther:
    """Let a person log in again."""
    activate_person(context, request.act)
    tell(request, "ok", _("${name} kan logge på.", mapping={"name": context.title}))
    return HTTPSeeOther(face_path(request, context))


@intranet_view(Person, name="adgangskode", permission=Permission.PASSWORD_CHANGE, template=TEMPLATE)
def password_page(context: Person, request: Request) -> dict[str, Any]:
    """Show the form for a new password."""
    return _page(context, request, _form(context, request))


@intranet_view(
    Person, name="adgangskode", method="POST", permission=Permission.PASSWORD_CHANGE, template=TEMPLATE
)
def new_password(context: Person, request: Request) -> Any:
    """Give the person the new password; one's own session goes on, all others end."""
    form = _form(context, request)
    own = _is_oneself(request, context)
    try:
        hashed = hash_for_change(
            request, context, current=_typed(request, "current_password"), new=_typed(request, "new_password")
        )
    except TooManyAttempts as error:
        return _page(context, request, form.add_errors([error]))
    answer = carry_out(
        request,
        form,
        lambda values: change_password(context, values, request.act, hashed=hashed),
        where=lambda _nothing: _back(context, request),
    )
    if answer is None:
        return _page(context, request, form)
    if own:
        open_session(request, str(context.__name__), credential=credential_of(context.password_hash))
        tell(request, "ok", _("Din adgangskode er skiftet. Andre steder er du logget af."))
    else:
        tell(request, "ok", _("${name} har fået en ny adgangskode.", mapping={"name": context.title}))
    return answer


def _typed(request: Request, name: str) -> str:
    value = request.POST.get(name, "")
    return value if isinstance(value, str) else ""


def _form(person: Person, request: Request) -> Form:
    """Make the form for oneself or for an administrator.

    :raises HTTPForbidden: for everybody else.
    """
    own = _is_oneself(request, person)
    if not own and not request.has_permission(Permission.UNIT_ADMINISTER, person):
        raise HTTPForbidden
    schema = OwnPasswordSchema() if own else NewPasswordSchema()
    mapping = {"count": shortest_password(request.registry.esdh_settings)}
    schema["new_password"].hint = _("Mindst ${count} tegn. Brug gerne en hel sætning.", mapping=mapping)
    return make_form(request, schema, submit_label=_("Skift adgangskode"), cancel_url=_back(person, request))


def _back(person: Person, request: Request) -> str:
    """Return the person's page, or the front page for those who may not see it, such as politicians."""
    may_see = request.has_permission(Permission.ORGANISATION_VIEW, person)
    return face_path(request, person) if may_see else "/intranet/"


def _page(person: Person, request: Request, form: Form) -> dict[str, Any]:
    heading = _("Skift adgangskode for ${name}", mapping={"name": person.title})
    return form_page(request, person, form, heading, step=_("Skift adgangskode"))
