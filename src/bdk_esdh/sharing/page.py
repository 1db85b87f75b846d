"""What the page of the access to a node shows, as ready values."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.danish import danish_order, plain_date
from ..kernel.faces import face_path
from ..kernel.forms import Form
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs
from ..kernel.record_forms import make_form
from ..organisation.actions import people_of
from ..organisation.identities import identity_in
from ..search.lists import BATCH_SIZE, Batch, start_of
from ..security.grants import Grant, Reach, reach_of, sharing_of
from ..security.permissions import Permission
from ..security.policy import changing_permission, permits
from ..security.readers import gate_tokens, reader_tokens
from ..security.roles import ROLE_PERMISSIONS, ROLE_TITLES, STAFF_ROLES
from .checks import is_for_all_at_work
from .explaining import name_for, notes_on, page_of, rule_lines, title_of
from .links import NAME
from .names import LEVEL_TITLES, named
from .people import Readers, logins_with, readers_by
from .schema import GrantSchema, ListSchema


def access_page(
    node: Any, request: Request, *, give: Form | None = None, listed: Form | None = None
) -> dict[str, Any]:
    """Return what the page shows.

    :param give: the form for giving access when it came back with messages; likewise ``listed``.
    """
    say = request.localizer.translate
    reach = reach_of(node)
    manages = bool(request.has_permission(Permission.SHARING_MANAGE, node))
    title = say(_("Adgang"))
    has_errors = any(form is not None and form.has_errors for form in (give, listed))
    if has_errors:
        request.response.status_int = 422
    return {
        "title": f"{say(_('Fejl'))}: {title}" if has_errors else f"{title}: {title_of(node)}",
        "crumbs": [*lineage_crumbs(request, node), Crumb(title, None)],
        "head": {"number": title, "title": title_of(node), "more": []},
        "notes": [*_state_notes(node, request, reach), *notes_on(node, request)],
        "rules": _rules(node, request, reach),
        "grants": _grants(node, request, reach, manages=manages),
        "give": (give or grant_form(node, request)) if manages and not reach.by_list else None,
        "access_list": _access_list(node, request, listed, manages=manages),
        **_people(node, request),
        "inheritance": _inheritance(node, request, reach, manages=manages),
    }


def grant_form(node: Any, request: Request) -> Form:
    """Make the form for giving somebody access."""
    say = request.localizer.translate
    action = face_path(request, node, f"{NAME}-giv")
    return make_form(request, GrantSchema, submit_label=say(_("Giv adgang")), action=action, form_id="giv")


def list_form(node: Any, request: Request) -> Form:
    """Make the form for putting somebody on the access list."""
    say = request.localizer.translate
    action = face_path(request, node, f"{NAME}-liste")
    form = make_form(
        request, ListSchema, submit_label=say(_("Sæt på listen")), action=action, form_id="liste"
    )
    form.submit_kind = "secondary"
    return form


def _state_notes(node: Any, request: Request, reach: Reach) -> list[dict[str, Any]]:
    say = request.localizer.translate
    if reach.by_list:
        text = _("Kun de, der står på adgangslisten, har adgang. Ingen deling åbner for andre.")
        return [_note(say(_("Særlig beskyttelse")), say(text))]
    if reach.broken_at is None:
        return []
    text = _("Kun de, der er nævnt under “Delt med”, har adgang. Reglen gælder ikke her.")
    note = _note(say(_("Arven er brudt")), say(text))
    if reach.broken_at is not node:
        above = name_for(reach.broken_at, request)
        text = _("Arven er brudt på ${what}. Kun de, der er nævnt, har adgang.", mapping={"what": above})
        note = {**note, "text": say(text)}
        url = page_of(reach.broken_at, request)
        if url:
            note |= {"link_text": say(_("Se adgangen dér")), "link_url": f"{url}/{NAME}"}
    return [note]


def _note(title: str, text: str) -> dict[str, Any]:
    return {"kind": "closed", "icon": "visibility-off", "title": title, "text": text}


def _rules(node: Any, request: Request, reach: Reach) -> list[dict[str, Any]]:
    if reach.broken_at is not None:
        return []
    say = request.localizer.translate
    return [
        {
            "who": say(line.who.title),
            "url": line.url,
            "gone": line.who.gone,
            "reasons": [{"text": reason.text, "url": reason.url} for reason in line.reasons],
        }
        for line in rule_lines(node, request)
    ]


def _grants(node: Any, request: Request, reach: Reach, *, manages: bool) -> list[dict[str, Any]]:
    """Return those named here, also while a list decides, and those named above who count here."""
    rows = [(node, grant) for grant in sharing_of(node).grants]
    rows += [(source, grant) for source, grant in reach.grants if source is not node]
    return [_grant_row(node, request, source, grant, manages=manages) for source, grant in rows]


def _grant_row(node: Any, request: Request, source: Any, grant: Grant, *, manages: bool) -> dict[str, Any]:
    say = request.localizer.translate
    who = named(request.root, grant.token)
    here = source is node
    url = None if here else page_of(source, request)
    given = {"name": grant.by_name or grant.by, "day": plain_date(local(grant.at).date())}
    return {
        "who": say(who.title),
        "url": page_of(who.node, request),
        "gone": who.gone,
        "level": say(LEVEL_TITLES[grant.level]),
        "source": say(_("Her")) if here else name_for(source, request),
        "source_url": f"{url}/{NAME}" if url else None,
        "given": say(_("${name}, ${day}", mapping=given)),
        "note": grant.note,
        "token": grant.token,
        "remove_url": face_path(request, node, f"{NAME}-fjern") if here and manages else None,
        "remove_label": say(_("Fjern adgangen for ${who}", mapping={"who": say(who.title)})),
    }


def _access_list(node: Any, request: Request, form: Form | None, *, manages: bool) -> dict[str, Any] | None:
    """Return the access list of a case; other things have none of their own."""
    tokens = getattr(node, "access_list", None)
    if tokens is None:
        return None
    say = request.localizer.translate
    rows = []
    for token in tokens:
        who = named(request.root, token)
        rows.append(
            {
                "who": say(who.title),
                "url": page_of(who.node, request),
                "gone": who.gone,
                "token": token,
                "remove_url": face_path(request, node, f"{NAME}-liste-fjern") if manages else None,
                "remove_label": say(_("Tag ${who} af listen", mapping={"who": say(who.title)})),
            }
        )
    return {"rows": rows, "form": (form or list_form(node, request)) if manages else None}


def _people(node: Any, request: Request) -> dict[str, Any]:
    """Return who has access: all staff as a sentence, the others by name, a batch at a time."""
    found = readers_by(request.root, reader_tokens(node), gate_tokens(node))
    shown = found.logins - logins_with(request.root, {"staff"}) if found.all_staff else found.logins
    people = people_of(request.root)
    in_order = sorted(shown, key=lambda login: danish_order(people[login].title))
    start = start_of(request.GET)
    start = 0 if start >= len(in_order) else start // BATCH_SIZE * BATCH_SIZE
    part = in_order[start : start + BATCH_SIZE]
    batch = Batch(part, len(in_order), start, BATCH_SIZE, face_path(request, node, NAME))
    return {
        "all_staff": _all_staff(node, request, found) if found.all_staff else None,
        "people": _people_table(node, request, part),
        "count": len(in_order),
        "batch": batch,
    }


def _all_staff(node: Any, request: Request, found: Readers) -> list[str]:
    say = request.localizer.translate
    count = len(logins_with(request.root, {"staff"}) & found.logins)
    needed = changing_permission(node)
    roles = [
        say(ROLE_TITLES[role])
        for role in ROLE_PERMISSIONS
        if role in STAFF_ROLES and needed in ROLE_PERMISSIONS[role]
    ]
    sentences = [
        say(_("Alle, der arbejder i kommunen, kan læse: ${count} personer.", mapping={"count": count}))
    ]
    if roles:
        sentences.append(
            say(_("Rette kan de, der har en af rollerne ${roles}.", mapping={"roles": ", ".join(roles)}))
        )
    return sentences


def _people_table(node: Any, request: Request, logins: list[str]) -> Mapping[str, Any]:
    say = request.localizer.translate
    rows = []
    for login in logins:
        person = people_of(request.root)[login]
        identity = identity_in(request.root, login)
        unit = identity.unit_title if identity else ""
        cells = [
            {"text": person.title, "url": page_of(person, request)},
            {"text": unit},
            {"text": say(_what_one_may(node, identity))},
        ]
        rows.append({"cells": cells})
    columns = [{"title": say(title)} for title in (_("Navn"), _("Enhed"), _("Må"))]
    return {"caption": say(_("Personer med adgang")), "columns": columns, "compact": True, "rows": rows}


def _what_one_may(node: Any, identity: Any) -> str:
    if permits(identity, node, Permission.SHARING_MANAGE):
        return _("Læse, rette og styre adgangen")
    if permits(identity, node, changing_permission(node)):
        return _("Læse og rette")
    return _("Læse")


def _inheritance(node: Any, request: Request, reach: Reach, *, manages: bool) -> dict[str, Any]:
    say = request.localizer.translate
    inherits = sharing_of(node).inherits
    text = _("Adgangen følger reglen og det, der er delt her og ovenover.")
    if not inherits:
        text = _("Her gælder kun det, der er delt her. Reglen og det ovenover gælder ikke.")
    link = None
    if manages and not reach.by_list and not is_for_all_at_work(node):
        name, words = (
            (f"{NAME}-bryd", _("Bryd arven")) if inherits else (f"{NAME}-genopret", _("Genopret arven"))
        )
        link = {"url": face_path(request, node, name), "text": say(words)}
    return {"text": say(text), "link": link}
