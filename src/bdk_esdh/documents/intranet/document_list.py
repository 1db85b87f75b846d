"""The list of all documents."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request

from ...cases.intranet.case_list import of_unit, units
from ...cases.schema import SENSITIVITY_TITLES
from ...kernel.clock import local
from ...kernel.danish import short_date
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...lists.declared import Column, Conditions, Filter, ListOf, Words, days, one_of, tick
from ...lists.page import TEMPLATE, list_page
from ...organisation.names import unit_name
from ...search.conditions import Among
from ...search.finding import ids_with_words
from ...search.port import SearchFace
from ...security.permissions import Permission
from ..content import Document, Documents
from ..schema import DIRECTIONS
from ..workflow import DOCUMENT_WORKFLOW
from .rows import DIRECTION_SIGNS, document_badges, file_icon, letter_day


@intranet_view(Documents, permission=Permission.DOCUMENT_VIEW, template=TEMPLATE)
def document_list(context: Documents, request: Request) -> Any:
    """List the documents one may read, those registered last first."""
    return list_page(context, request, DOCUMENTS, actions=_actions(context, request))


def _name_cell(request: Request, document: Document) -> dict[str, Any]:
    return named_cell(request, document, document.document_number)


def _name_on_case(request: Request, document: Document) -> dict[str, Any]:
    # Its place on the case says enough there.
    return named_cell(request, document, str(document.serial))


def named_cell(request: Request, document: Document, number: str) -> dict[str, Any]:
    """Return the title, with the number and who it is from or to below it."""
    return {
        "text": document.title,
        "url": face_path(request, document),
        "icon": file_icon(document.latest),
        "small": " · ".join(filter(None, (number, correspondent(request, document)))),
    }


def correspondent(request: Request, document: Document) -> str:
    """Return who it is from, or who it is to."""
    if document.correspondent and document.direction == "outgoing":
        return str(request.localizer.translate(_("til ${name}", mapping={"name": document.correspondent})))
    return document.correspondent


def direction(request: Request, document: Document) -> str:
    """Return whether it came in, went out or stayed."""
    return str(request.localizer.translate(dict(DIRECTIONS)[document.direction]))


def direction_cell(request: Request, document: Document) -> dict[str, Any]:
    """Return the short word of the direction with its sign."""
    word, sign, css_class = DIRECTION_SIGNS[document.direction]
    return {"text": request.localizer.translate(word), "icon": sign, "css": f"e-dir {css_class}"}


def with_words(request: Request, typed: str) -> Conditions:
    """Narrow the list by the text search: the catalog keeps no words of documents."""
    return {"words": Among(ids_with_words(request, typed, "Document", SearchFace.INTERNAL))}


def _date_cell(request: Request, document: Document) -> dict[str, Any]:
    return {"text": short_date(letter_day(document), request.clock.today())}


def _state(request: Request, document: Document) -> str:
    return str(request.localizer.translate(DOCUMENT_WORKFLOW.state(document.review_state).title))


COLUMNS = (
    Column("nummer", _("Dokument"), lambda _request, each: each.title, _name_cell, index="number"),
    Column("dokumentnummer", _("Dokumentnummer"), lambda _request, each: each.document_number, shown=False),
    Column("sag", _("Sag"), lambda _request, each: each.case.case_number, index="case", shown=False),
    Column("parter", _("Afsender eller modtager"), correspondent, shown=False),
    Column("retning", _("Retning"), direction, direction_cell),
    Column("dato", _("Dato"), lambda _request, each: letter_day(each), _date_cell, number=True),
    Column(
        "registreret",
        _("Registreret"),
        lambda _request, each: local(each.registered_at).date(),
        index="journal_day",
        number=True,
    ),
    Column(
        "aendret", _("Ændret"), lambda _request, each: local(each.changed_at), index="changed", shown=False
    ),
    Column(
        "enhed", _("Enhed"), lambda _request, each: unit_name(each, each.case.responsible_unit), shown=False
    ),
    Column(
        "version",
        _("Version"),
        lambda _request, each: each.latest.number,
        lambda _request, each: {"text": f"v{each.latest.number}"},
        number=True,
    ),
    Column(
        "foelsomhed",
        _("Følsomhed"),
        lambda request, each: request.localizer.translate(SENSITIVITY_TITLES[each.effective_sensitivity]),
        shown=False,
    ),
    Column(
        "tilstand",
        _("Status"),
        _state,
        lambda request, each: {"text": "", "badges": document_badges(each, request)},
    ),
)
#: what the page of a case shows of its documents
ON_CASE = (
    Column("nummer", _("Dokument"), lambda _request, each: each.title, _name_on_case),
    *(each for each in COLUMNS if each.key in {"retning", "dato", "version", "tilstand"}),
)

DOCUMENTS = ListOf(
    name="dokumenter",
    title=_("Dokumenter"),
    columns=COLUMNS,
    filters=(
        Filter("q", _("Nummer, ord i titlen eller afsender"), "text", with_words),
        one_of("retning", _("Retning"), lambda _r: DIRECTIONS, index="direction", blank=_("Alle retninger")),
        one_of(
            "tilstand",
            _("Tilstand"),
            lambda _r: [(state.code, state.title) for state in DOCUMENT_WORKFLOW.states],
            index="review_state",
            blank=_("Alle tilstande"),
        ),
        one_of("enhed", _("Enhed"), units, conditions=of_unit, blank=_("Alle enheder")),
        # What came in and was given to nobody is "received", whatever state is asked for besides.
        tick("ufordelt", _("Kun dem, der ikke er fordelt"), lambda _r: {"review_state": "received"}),
        days("registreret", _("Registreret"), index="journal_day", rare=True),
    ),
    sort="-registreret",
    of=lambda _context, _request: {"kind": "Document"},
    says=Words(
        one=_("1 dokument"),
        many=_("${count} dokumenter"),
        none=_("Ingen dokumenter passer"),
        empty=(_("Der er ingen dokumenter endnu"), _("Her står de dokumenter, du må læse, på alle sager.")),
        show_all=_("Vis alle dokumenter"),
    ),
)


def _actions(context: Documents, request: Request) -> list[Mapping[str, Any]]:
    if not request.has_permission(Permission.DOCUMENT_ADD, context):
        return []
    title = request.localizer.translate(_("Registrér post"))
    url = face_path(request, context, "registrer")
    return [{"title": title, "url": url, "icon": "add-document", "primary": True}]
