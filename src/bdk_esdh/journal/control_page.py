"""The page of whoever controls: search in what everyone has done and read, and the state of the chain."""

from typing import Any

from pyramid.request import Request

from ..audit.entering import enter_read, journal_of
from ..audit.heads import heads_path, read_heads
from ..audit.last_check import read_last_check
from ..audit.lookup import Question
from ..kernel.clock import local
from ..kernel.danish import plain_date
from ..kernel.faces import intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..lists.page import list_page
from ..root import Root
from ..security.permissions import Permission
from .filtering import entries_of
from .journal import JOURNAL_SEARCHED
from .rows import Eyes

_FILTERS = ("person", "sag", "art", "handling", "dage", "ord")
_HEADS = 7


@intranet_view(
    Root,
    name="journal",
    permission=Permission.JOURNAL_CONTROL,
    template="bdk_esdh:journal/templates/intranet/control.pt",
)
def control_page(context: Root, request: Request) -> Any:
    """Search the journal; that it was searched is entered too."""
    enter_read(request, request.root, JOURNAL_SEARCHED)
    say = request.localizer.translate
    title = say(_("Journal"))
    declared = entries_of(Question(), _FILTERS, lambda each: Eyes(each, control=True))
    crumbs = [Crumb(say(_("Start")), "/intranet/"), Crumb(title, None)]
    return list_page(context, request, declared, title=title, chain=_chain(request), crumbs=crumbs)


def _chain(request: Request) -> dict[str, Any]:
    """Return how far the chain has come, its head, and what the file of heads ends with."""
    say, journal = request.localizer.translate, journal_of(request.root)
    chain, data = journal.chain, request.registry.esdh_settings.data
    heads = [head for head in read_heads(data) if head is not None][-_HEADS:]
    newest = chain.get(chain.last)
    rows = [
        (_("Forseglet til og med"), say(_("nr. ${number}", mapping={"number": chain.last}))),
        (_("Seneste post"), plain_date(local(newest.entry.at).date()) if newest else ""),
        (_("Venter på forsegling"), str(len(journal.waiting()))),
        (_("Sidst efterprøvet"), _last_check(request)),
    ]
    return {
        "rows": [{"term": say(term), "value": value} for term, value in rows if value],
        "hash": chain.head.hex(),
        "heads": [
            {
                "day": plain_date(each.day),
                "number": each.sequence,
                "hash": each.digest.hex(),
            }
            for each in reversed(heads)
        ],
        "file": f"{data.name}/{heads_path(data).relative_to(data)}",
    }


def _last_check(request: Request) -> str:
    say = request.localizer.translate
    last = read_last_check(request.registry.esdh_settings.data)
    if last is None:
        return say(_("Aldrig. Kør esdh check --journal"))
    mapping = {"day": plain_date(local(last.at).date()), "count": last.faults, "number": last.sequence}
    if last.faults:
        return say(_("${day}: fejl fundet: ${count}", mapping=mapping))
    return say(_("${day}: i orden til og med nr. ${number}", mapping=mapping))
