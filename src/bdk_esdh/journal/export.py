"""What a search in the journal found, as a table for a spreadsheet."""

import csv
import io

from pyramid.request import Request
from pyramid.response import Response

from ..audit.entering import enter_read
from ..audit.lookup import Line, Question
from ..kernel.clock import local
from ..kernel.faces import intranet_view
from ..kernel.i18n import _
from ..root import Root
from ..security.permissions import Permission
from .control_page import EXPORT, FILTERS
from .filtering import filters_for, find_rows, question_of
from .journal import JOURNAL_EXPORTED
from .rows import Eyes

#: rows of one table; whoever needs more narrows the days
MOST_ROWS = 5_000
_COLUMNS = (
    _("Nummer"), _("Tid"), _("Brugernavn"), _("Navn"), _("Handling"), _("Gange"), _("Hvad"),
    _("Sag"), _("Indhold"),
)  # fmt: skip


@intranet_view(Root, name=EXPORT, permission=Permission.JOURNAL_CONTROL)
def export(_context: Root, request: Request) -> Response:
    """Answer with the newest entries that fit the filters of the page; entered like a search."""
    enter_read(request, request.root, JOURNAL_EXPORTED)
    filters = filters_for(request, request.path, FILTERS)
    question = question_of(request, filters, FILTERS, Question())
    eyes = Eyes(request, control=True)
    lines: list[Line] = []
    below = None
    while len(lines) < MOST_ROWS:
        found = find_rows(
            request, question, eyes, words=filters["ord"], below=below, size=MOST_ROWS - len(lines)
        )
        lines += found.lines
        below = found.older
        if below is None:
            break
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([request.localizer.translate(title) for title in _COLUMNS])
    for line in lines:
        row, entry = eyes.row(line), line.entry
        cells = (
            line.sequence or "", local(entry.at).strftime("%Y-%m-%d %H:%M:%S"), entry.by, row.name, row.text,
            line.times, row.record, entry.case_number, " | ".join(row.details),
        )  # fmt: skip
        writer.writerow([_harmless(str(cell)) for cell in cells])
    # With a byte order mark, or spreadsheets take it for another encoding.
    response = Response("\ufeff" + text.getvalue(), content_type="text/csv", charset="utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="journal.csv"'
    return response


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking what somebody wrote for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
