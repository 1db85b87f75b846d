"""What an administrator does with an edition: read it, look at it, bring it in or let it go."""

from dataclasses import astuple
from datetime import datetime
from typing import BinaryIO

from pyramid.registry import Registry

from ..audit.differences import change_of
from ..audit.entering import enter
from ..audit.entries import Change
from ..jobs.queue import queue_of
from ..kernel.danish import plain_date
from ..kernel.i18n import _
from ..kernel.records import SYSTEM, Act
from .content import Classification, PendingEdition, RowBatch
from .editions import Edition, Refusal, Row
from .errors import ImportRunning, NothingToImport
from .importing import accepted, apply_row, in_batches, note_edition, read_edition
from .journal import EDITION_DISCARDED, EDITION_READ, IMPORT_FINISHED, IMPORT_STARTED

IMPORT_JOB = "classification.import"
#: refused rows that are kept to be shown; a file of another kind may have any number
KEPT_REFUSALS = 500


def keep_edition(classification: Classification, stream: BinaryIO, filename: str, act: Act) -> PendingEdition:
    """Read a file and keep what it holds until somebody decides; it takes the place of an earlier one.

    :param stream: the file's bytes, from the beginning.
    :raises UnreadableEdition: when the file is no edition.
    :raises ImportRunning: while an edition is being brought in.
    """
    _refuse_while_running(classification)
    edition = accepted(classification, read_edition(stream))
    pending = PendingEdition(
        filename,
        published=edition.published,
        batches=tuple(RowBatch(tuple(map(astuple, batch))) for batch in in_batches(edition.rows)),
        total=len(edition.rows),
        refused=tuple(astuple(each) for each in edition.refused[:KEPT_REFUSALS]),
        read_by=act.by_name,
        read_at=act.at,
    )
    pending.counts = {"refused": len(edition.refused)}
    classification.pending = pending
    enter(classification, act, EDITION_READ, changes=_numbers_of(pending))
    return pending


def edition_of(pending: PendingEdition) -> Edition:
    """Return what was read, as it was read."""
    rows = [Row(*values) for batch in pending.batches for values in batch.rows]
    return Edition(pending.published, rows, [Refusal(*values) for values in pending.refused])


def start_import(classification: Classification, act: Act) -> None:
    """Have the edition that waits brought in, in the background, some rows at a time.

    :raises NothingToImport: when none waits, or it has no row.
    :raises ImportRunning: when it is being brought in already.
    """
    _refuse_while_running(classification)
    pending = classification.pending
    if pending is None or pending.state != "checked" or not pending.total:
        raise NothingToImport(_("Der er ingen læst udgave at indlæse. Vælg en fil først"))
    pending.state = "running"
    pending.started_by = act.by_name
    enter(classification, act, IMPORT_STARTED, changes=_numbers_of(pending))
    queue_of(classification).put(IMPORT_JOB, at=act.at)


def discard_edition(classification: Classification, act: Act) -> None:
    """Let the edition that was read last go.

    :raises ImportRunning: while it is being brought in.
    """
    _refuse_while_running(classification)
    if classification.pending is not None:
        enter(classification, act, EDITION_DISCARDED)
    classification.pending = None


def bring_in_next_batch(classification: Classification, registry: Registry, at: datetime) -> bool:
    """Bring in some rows of the running edition.

    :returns: whether there are more.
    """
    pending = classification.pending
    if pending is None or pending.state != "running":
        return False
    if pending.done < len(pending.batches):
        counts = dict(pending.counts)
        for values in pending.batches[pending.done].rows:
            outcome = apply_row(classification, Row(*values), registry)
            counts[outcome] = counts.get(outcome, 0) + 1
        pending.counts = counts
        pending.done += 1
        return True
    note_edition(classification, pending.published)
    pending.state = "done"
    pending.finished_at = at
    act = Act(SYSTEM, "System", at, registry)
    enter(classification, act, IMPORT_FINISHED, changes=_numbers_of(pending))
    # The rows have become subjects; only the refused ones are still of interest.
    pending.batches = ()
    return False


def _numbers_of(pending: PendingEdition) -> list[Change]:
    """Say of an edition how much it holds and when it was made; its file name may hold anything."""
    return change_of(_("Rækker"), "", str(pending.total)) + change_of(
        _("Udgave af"), "", plain_date(pending.published) if pending.published else ""
    )


def _refuse_while_running(classification: Classification) -> None:
    if classification.pending is not None and classification.pending.state == "running":
        raise ImportRunning(_("En udgave er ved at blive indlæst. Vent, til den er færdig"))
