"""The queue: what waits, in the order it came, as far as one may see it."""

from typing import Any

from pyramid.request import Request

from ...cases.actions import cases_of
from ...kernel.danish import file_size, moment_text
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...organisation.names import unit_name
from ...search.lists import Batch, find_ids, listing, start_of
from ...security.permissions import Permission
from ...security.readers import may_read
from ..content import NO_CASE, WAITING, MailRoom, WaitingLetter
from .uploading import upload_box

TEMPLATE = "bdk_esdh:mailroom/templates/intranet/queue.pt"
#: a queue is gone through letter by letter; of a longer one the place is not counted further
MOST = 500


def conditions_for(case_number: str = "") -> dict[str, Any]:
    """Return what waits in the queue, or on a case."""
    return {"kind": "WaitingLetter", "review_state": WAITING, "case": case_number or NO_CASE}


def waiting(request: Request, case_number: str = "", *, size: int = MOST, start: int = 0) -> Batch:
    """Return what whoever makes ``request`` may see of a queue, in its order."""
    return listing(
        request.root,
        request.principals,
        conditions_for(case_number),
        sort="serial",
        size=size,
        start=start,
        path="/intranet/postrum",
    )


def waiting_count(request: Request, case_number: str = "") -> int:
    """Count them."""
    return len(find_ids(request.root, request.principals, conditions_for(case_number)))


def queue_url(letter: WaitingLetter, request: Request) -> str:
    """Return where one goes from the last letter of a queue: the case it waits on, else the mail tray."""
    case = cases_of(letter).get(letter.case_number) if letter.case_number else None
    if case is not None and may_read(case, request.principals):
        return face_path(request, case)
    return "/intranet/postrum"


@intranet_view(MailRoom, permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def queue_page(context: MailRoom, request: Request) -> dict[str, Any]:
    """Show the queue, and where to put more."""
    return queue_values(context, request)


def queue_values(room: MailRoom, request: Request) -> dict[str, Any]:
    """Return what the page of the queue shows."""
    batch = waiting(request, size=50, start=start_of(request.GET))
    mine = _put_on_cases(request)
    say = request.localizer.translate
    return {
        "title": say(_("Postrum")),
        "lead": _lead(request, batch.total),
        "batch": batch,
        "rows": [letter_row(request, letter) for letter in batch],
        "on_cases": [letter_row(request, letter) for letter in mine],
        "first_url": face_path(request, batch.items[0]) if batch.items and not batch.start else None,
        "upload": upload_box(request, room),
        "empty": {
            "title": say(_("Ingen breve venter")),
            "text": say(_("Læg filer op her. De bliver liggende, til nogen registrerer dem.")),
        },
    }


def letter_row(request: Request, letter: WaitingLetter) -> dict[str, Any]:
    """Return how a letter stands in a list."""
    size = file_size(letter.file.size) if letter.file else ""
    when = moment_text(letter.added_at, request.clock.today())
    where = letter.case_number or (unit_name(letter, letter.unit) if letter.unit else _("Postrummet"))
    return {
        "title": letter.filename,
        "url": face_path(request, letter),
        "facts": f"{letter.added_by_name} · {when} · {size}",
        "where": request.localizer.translate(where),
    }


def _put_on_cases(request: Request) -> list[WaitingLetter]:
    """Return what one has put on cases oneself and not registered."""
    found = listing(
        request.root,
        request.principals,
        {"kind": "WaitingLetter", "review_state": WAITING},
        sort="serial",
        size=MOST,
    )
    return [each for each in found if each.case_number]


def _lead(request: Request, count: int) -> str:
    if not count:
        return ""
    words = (
        _("1 brev venter på at blive registreret")
        if count == 1
        else _("${count} breve venter på at blive registreret", mapping={"count": count})
    )
    return str(request.localizer.translate(words))
