"""One's own page: who one is here, what one has chosen, and the ways to password and sessions."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..desk.content import desk_of, made_desk
from ..desk.kinds import KINDS
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import CHOSEN_LANGUAGES, LANGUAGES, _, remember_language
from ..kernel.page_frame import Crumb, tell
from ..organisation.actions import people_of, units_of
from ..root import Root
from ..security.permissions import Permission
from ..security.roles import ROLE_TITLES
from .keys import keys_are_off

NAME = "min-profil"


def profile_address(request: Request) -> str | None:
    """Return the way to one's own page, for whoever has a place at work."""
    return f"/intranet/{NAME}" if request.has_permission(Permission.INTRANET_VIEW, request.root) else None


def language_chosen(request: Request) -> str | None:
    """Return the language that whoever is logged in has chosen; asked by the locale negotiator."""
    root = getattr(request, "root", None)
    desk = desk_of(root, request.identity.login) if root is not None and request.identity else None
    return desk.language if desk is not None else None


@intranet_view(Root, name=NAME, permission=Permission.INTRANET_VIEW, template="templates/intranet/profil.pt")
def profile_page(context: Root, request: Request) -> dict[str, Any]:
    """Show who one is here, and all one's choices in one place."""
    say = request.localizer.translate
    person = people_of(context)[request.identity.login]
    desk = desk_of(context, request.identity.login)
    unwanted = desk.unwanted if desk is not None else ()
    chosen = (desk.language if desk is not None else None) or LANGUAGES[0]
    return {
        "title": say(_("Min profil")),
        "crumbs": [Crumb(say(_("Start")), "/intranet/"), Crumb(say(_("Min profil")), None)],
        "rows": _facts(request, person),
        "person_url": face_path(request, person)
        if request.has_permission(Permission.ORGANISATION_VIEW, person)
        else None,
        "password_url": face_path(request, person, "adgangskode"),
        "sessions_url": face_path(request, person, "logget-paa"),
        "tokens_url": face_path(request, person, "adgangstegn"),
        "keys_off": keys_are_off(request),
        "kinds": [
            {"code": kind.code, "title": say(kind.choice), "on": kind.code not in unwanted}
            for kind in KINDS.values()
            if kind.concerns(request.identity)
        ],
        "languages": [
            {"code": code, "title": title, "chosen": code == chosen, "lang": code}
            for code, title in CHOSEN_LANGUAGES.items()
        ],
        "url": f"/intranet/{NAME}",
    }


@intranet_view(Root, name=NAME, method="POST", permission=Permission.LIST_ARRANGE)
def keep_choices(context: Root, request: Request) -> HTTPSeeOther:
    """Keep which messages one wants, or the language; nonsense changes nothing."""
    sent, response = request.POST, HTTPSeeOther(f"/intranet/{NAME}")
    desk = desk_of(context, request.identity.login)
    if sent.get("valg") == "beskeder":
        before = desk.unwanted if desk is not None else ()
        # What was not offered, because it does not concern this person now, stays as it was.
        unwanted = tuple(
            kind.code
            for kind in KINDS.values()
            if (sent.get(kind.code) != "1" if kind.concerns(request.identity) else kind.code in before)
        )
        if desk is None or desk.unwanted != unwanted:
            made_desk(context, request.identity.login).unwanted = unwanted
        tell(request, "ok", _("Dit valg af beskeder er gemt"))
    elif sent.get("valg") == "sprog" and sent.get("sprog") in CHOSEN_LANGUAGES:
        made_desk(context, request.identity.login).language = sent["sprog"]
        # What was chosen in this browser goes before it, and would else stay what it was.
        remember_language(request, response, sent["sprog"])
        tell(request, "ok", _("Dit sprog er gemt"))
    return response


def _facts(request: Request, person: Any) -> list[dict[str, str]]:
    say = request.localizer.translate
    line = " · ".join(unit.title for unit in units_of(request.root).line_of(person.unit_key))
    roles = ", ".join(say(title) for role, title in ROLE_TITLES.items() if role in person.roles)
    bodies = request.root.get("udvalg") or {}
    rows = [
        (_("Navn"), person.title),
        (_("Brugernavn"), str(person.__name__)),
        (_("Stilling"), person.job_title),
        (_("Enhed"), line),
        (_("Udvalg"), ", ".join(bodies[key].title for key in person.bodies if key in bodies)),
        (_("Roller"), roles),
        (_("Telefon"), person.phone),
        (_("E-mail"), person.email),
        (_("Lokale"), getattr(person, "room", "")),
    ]
    return [{"term": say(term), "value": value} for term, value in rows if value]
