"""Finding the cases of somebody by the number they give on the telephone.

The number is posted and never stands in an address: those are kept in logs and histories
(databeskyttelsesforordningen art. 5, stk. 1, litra f).
"""

from typing import Any

from pyramid.request import Request

from ...audit.entering import enter_read
from ...cases.content import CaseArchive
from ...kernel.faces import face_path, intranet_view
from ...kernel.fields import Group, Line
from ...kernel.form_pages import form_page
from ...kernel.forms import Form, FormInvalid
from ...kernel.i18n import _
from ...kernel.record_forms import make_form
from ...search.lists import listing
from ...security.permissions import Permission
from ..errors import WrongNumber
from ..journal import LOOKED_UP
from ..numbers import cpr_of, cvr_of, masked_cpr
from .rows import case_row

NAME = "find-part"
TEMPLATE = "bdk_esdh:parties/templates/intranet/look_up.pt"
_MOST = 50


class LookUpSchema(Group):
    """The number that was given."""

    number = Line(
        title=_("CPR- eller CVR-nummer"),
        missing_msg=_("Skriv nummeret"),
        max_length=16,
        autocomplete="off",
        width="e-w6",
    )


@intranet_view(CaseArchive, name=NAME, permission=Permission.CASE_EDIT, template=TEMPLATE)
def look_up_form(context: CaseArchive, request: Request) -> dict[str, Any]:
    """Ask for the number."""
    return _page(context, request, _form(request, context))


@intranet_view(CaseArchive, name=NAME, method="POST", permission=Permission.CASE_EDIT, template=TEMPLATE)
def look_up(context: CaseArchive, request: Request) -> dict[str, Any]:
    """Show the cases that have such a party, of those one may read, the newest first."""
    form = _form(request, context)
    try:
        typed = form.validate(request.POST.items())["number"]
    except FormInvalid:
        return _page(context, request, form)
    identity = _identity(typed)
    if identity is None:
        text = _("Skriv et CPR-nummer på ti cifre eller et CVR-nummer på otte")
        form.add_errors([WrongNumber(text, field="number")])
        return _page(context, request, form)
    sort, _colon, number = identity.partition(":")
    enter_read(request, context, LOOKED_UP, note=masked_cpr(number) if sort == "cpr" else number)
    wanted = {"kind": "Party", "identity": [identity]}
    found = listing(request.root, request.principals, wanted, sort="case", reverse=True, size=_MOST)
    rows = [case_row(request, each) for each in found]
    return {**_page(context, request, form), "found": rows, "total": _total(found.total, len(rows))}


def look_up_action(archive: CaseArchive, request: Request) -> dict[str, str] | None:
    """Return the button on the list of cases that leads here."""
    if not request.has_permission(Permission.CASE_EDIT, archive):
        return None
    title = request.localizer.translate(_("Find på CPR eller CVR"))
    return {"title": title, "url": face_path(request, archive, NAME), "icon": "person"}


def _identity(typed: str) -> str | None:
    cpr, cvr = cpr_of(typed), cvr_of(typed)
    return f"cpr:{cpr}" if cpr else f"cvr:{cvr}" if cvr else None


def _total(total: int, shown: int) -> Any:
    if total > shown:
        return _("${shown} af ${total} sager, de nyeste først", mapping={"shown": shown, "total": total})
    return _("1 sag") if total == 1 else _("${count} sager", mapping={"count": total})


def _form(request: Request, archive: CaseArchive) -> Form:
    return make_form(
        request, LookUpSchema, submit_label=_("Find sager"), cancel_url=face_path(request, archive)
    )


def _page(archive: CaseArchive, request: Request, form: Form) -> dict[str, Any]:
    return form_page(request, archive, form, _("Find sager på CPR- eller CVR-nummer"), found=None)
