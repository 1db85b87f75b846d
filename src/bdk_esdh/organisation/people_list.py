"""The list of people: search, and for those who look after them filters and the last login."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.places import place_title
from ..lists.declared import ListOf, Words, one_of, words
from ..lists.page import TEMPLATE, list_page
from ..security.permissions import Permission
from ..security.roles import ROLE_TITLES
from .actions import units_of
from .content import People
from .directory import unit_pairs
from .indexes import CITIZEN, COLLEAGUES, INACTIVE
from .intranet import COLUMNS, may_administer


@intranet_view(People, permission=Permission.ORGANISATION_VIEW, template=TEMPLATE)
def people_page(context: People, request: Request) -> Any:
    """List colleagues; for administrators also those who left, and citizens with a login."""
    say = request.localizer.translate
    above = face_path(request, context.__parent__)
    actions = [{"title": say(_("Se enhederne")), "url": above, "icon": "groups"}]
    if may_administer(request):
        url = face_path(request, context, "ny-person")
        actions.append({"title": say(_("Ny person")), "url": url, "icon": "person-add"})
    return list_page(context, request, PEOPLE, title=place_title(request, context), actions=actions)


def _others(request: Request) -> list[tuple[str, Any]]:
    """Return the lists beside that of colleagues; citizens are for the central administrators."""
    others = [("inaktive", _("Inaktive"))]
    if request.has_permission(Permission.ORGANISATION_MANAGE, request.root):
        others.append(("borgere", _("Borgere med login")))
    return others


PEOPLE = ListOf(
    name="personer",
    title=_("Medarbejdere"),
    columns=COLUMNS,
    filters=(
        words(_("Navn, stilling eller brugernavn")),
        one_of(
            "enhed",
            _("Enhed"),
            lambda request: unit_pairs(units_of(request.root), request.registry),
            index="unit",
            blank=_("Alle enheder"),
        ),
        one_of(
            "rolle",
            _("Rolle"),
            lambda _request: [(role.value, title) for role, title in ROLE_TITLES.items()],
            index="roles",
            blank=_("Alle roller"),
            visible=may_administer,
        ),
        one_of(
            "vis",
            _("Hvem"),
            _others,
            conditions=lambda _request, code: {
                "person_list": {"inaktive": INACTIVE, "borgere": CITIZEN}[code]
            },
            blank=_("Medarbejdere og politikere"),
            visible=may_administer,
        ),
    ),
    sort="navn",
    of=lambda _context, _request: {"kind": "Person", "person_list": list(COLLEAGUES)},
    says=Words(
        one=_("1 person"),
        many=_("${count} personer"),
        none=_("Ingen passer"),
        empty=(_("Ingen medarbejdere"), _("Her står de, der arbejder her, og politikerne.")),
        show_all=_("Se alle medarbejdere"),
    ),
)
