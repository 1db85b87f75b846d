"""The postlist at work: what is on it, what comes, and what is held back and why."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pyramid.request import Request

from ..cases.intranet.case_list import of_unit, units
from ..documents.content import Document
from ..documents.intranet.document_list import direction, direction_cell
from ..documents.whereabouts import Whereabouts
from ..kernel.danish import long_date
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..lists.declared import Column, ListOf, Words, one_of, words
from ..lists.page import TEMPLATE, list_page
from ..search.lists import Lacking
from ..security.permissions import Permission
from .content import Postlist
from .filtering import DIRECTION_TITLES
from .predicate import Decision, shown_correspondent
from .public_entry import request_rules

#: how far back the clerk's list goes: what is older has been seen by everyone
DAYS = 30
SHOWN, COMING, HELD = "paa-listen", "kommer", "holdt-tilbage"
CHOICES = (
    ("", _("Alle")),
    (HELD, _("Holdt tilbage")),
    (COMING, _("Kommer")),
    (SHOWN, _("På listen")),
)


@intranet_view(Postlist, permission=Permission.POSTLIST_VIEW, template=TEMPLATE)
def clerks_list(context: Postlist, request: Request) -> Any:
    """List what was received and sent lately, with what the postlist makes of each."""
    say = request.localizer.translate
    lead = _(
        "Modtaget og sendt de seneste ${days} dage, og hvad offentligheden ser af det.",
        mapping={"days": DAYS},
    )
    public = {"title": say(_("Se den offentlige liste")), "url": "/postlister", "icon": "visibility"}
    return list_page(context, request, CLERKS_LIST, lead=say(lead), actions=[public])


def _of(_context: Postlist, request: Request) -> dict[str, Any]:
    return {
        "kind": "Document",
        "direction": ["incoming", "outgoing"],
        "journal_day": (request.clock.today().toordinal() - DAYS, None),
    }


def _standing(request: Request, chosen: str) -> dict[str, Any]:
    today = request.clock.today().toordinal()
    return {"postlist": {SHOWN: (None, today), COMING: (today + 1, None), HELD: Lacking()}[chosen]}


def _decision(request: Request, document: Document) -> Decision:
    return request_rules(request).decide(document, request.clock.now())


def _name_cell(request: Request, document: Document) -> dict[str, Any]:
    url = face_path(request, document)
    return {"text": document.title, "url": url, "small": document.document_number}


def _day(request: Request, document: Document) -> date:
    return _decision(request, document).journal_day


def _standing_cell(request: Request, document: Document) -> dict[str, Any]:
    decision = _decision(request, document)
    return {"text": "", "badge": _badge(request, decision), "after": _told(request, decision)}


def _standing_text(request: Request, document: Document) -> str:
    decision = _decision(request, document)
    return ". ".join([_badge(request, decision)["text"], *_told(request, decision)])


def _badge(request: Request, decision: Decision) -> dict[str, str]:
    if decision.held_back:
        kind, icon, text = "closed", "lock", _("Holdt tilbage")
    elif decision.shown:
        kind, icon, text = "ok", "visibility", _("På listen")
    else:
        kind, icon, text = "soon", "time", _("Kommer")
    return {"kind": kind, "icon": icon, "text": request.localizer.translate(text)}


def _told(request: Request, decision: Decision) -> list[str]:
    """Return why it is held back, or from when it is shown."""
    say = request.localizer.translate
    if decision.held_back:
        return [say(reason.text) for reason in decision.reasons]
    if decision.shown:
        return []
    return [say(_("Vises fra ${day}", mapping={"day": long_date(decision.visible_from)}))]


CLERKS_LIST = ListOf(
    name="postliste",
    title=_("Postliste"),
    columns=(
        Column("nummer", _("Dokument"), lambda _request, each: each.title, _name_cell, index="number"),
        Column(
            "dokumentnummer", _("Dokumentnummer"), lambda _request, each: each.document_number, shown=False
        ),
        Column("retning", _("Retning"), direction, direction_cell),
        Column("vist", _("Vist som"), lambda _request, each: shown_correspondent(each)),
        Column("journaldato", _("Journaldato"), _day, index="journal_day", number=True),
        Column("postliste", _("Postliste"), _standing_text, _standing_cell),
    ),
    filters=(
        words(_("Nummer, ord i titlen eller afsender")),
        one_of(
            "retning",
            _("Retning"),
            lambda _request: DIRECTION_TITLES.items(),
            index="direction",
            blank=_("Begge retninger"),
        ),
        one_of("enhed", _("Enhed"), units, conditions=of_unit, blank=_("Alle enheder")),
        one_of("vis", _("Vis"), lambda _request: CHOICES, conditions=_standing, kind="tabs"),
    ),
    sort="-journaldato",
    of=_of,
    says=Words(
        one=_("1 brev"),
        many=_("${count} breve"),
        none=_("Ingen breve passer"),
        empty=(
            _("Her står breve, når de er journaliseret."),
            _("Der er ingen af den slags i de seneste uger, som du må læse."),
        ),
        show_all=_("Vis alle breve"),
    ),
)


def postlist_of_document(document: Document, request: Request) -> Iterator[Whereabouts]:
    """Tell whether the public sees a letter on the postlist, from when, or why not."""
    if document.direction != "internal" and request.has_permission(Permission.POSTLIST_VIEW):
        yield Whereabouts(request.localizer.translate(_("Postliste")), _standing_text(request, document))
