"""Bringing an edition in: read it, say what it would change, then change it.

    edition = read_edition(stream)
    report = compare(classification, edition)                    # changes nothing
    apply_edition(classification, edition, registry, after_batch=transaction.commit)

What an edition does not mention stays: a table of numbers and titles is seldom whole.
What went out of use is kept, with the day and what came instead, for the cases that
were filed under it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, BinaryIO

from pyramid.registry import Registry

from ..kernel.graph import SHOWN_FROM, reindex_node
from .actions import put_facet, put_subject
from .content import Classification, Subject
from .edition_csv import read_csv
from .edition_xml import read_xml
from .editions import Edition, Refusal, Row, refusal

#: rows brought in per transaction: some tens of milliseconds of writing
BATCH_SIZE = 40

_OF_FACETS = ("title", "retention_code", "retired")
_OF_SUBJECTS = (*_OF_FACETS, "replaced_by", "deletion_period")


@dataclass(frozen=True)
class Difference:
    """One row that an edition changes.

    :param fields: names of what differs, of :class:`Row`.
    :param before: the title as it is now.
    """

    row: Row
    fields: tuple[str, ...] = ()
    before: str = ""


@dataclass
class Report:
    """What bringing an edition in does, or has done.

    :param retired: what is in use now and goes out of use.
    :param changed: everything else that differs.
    """

    published: date | None = None
    new: list[Difference] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    retired: list[Difference] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each kind."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "retired": len(self.retired),
            "unchanged": self.unchanged,
            "refused": len(self.refused),
        }


def read_edition(stream: BinaryIO) -> Edition:
    """Read a file, whatever of the known formats it is in; its first bytes tell.

    :param stream: the file's bytes, from the beginning; it must be able to go back.
    :raises UnreadableEdition: when it is none of them.
    """
    start = stream.read(200).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    stream.seek(0)
    return read_xml(stream) if start.startswith(b"<") else read_csv(stream)


def accepted(classification: Classification, edition: Edition) -> Edition:
    """Part the rows whose group is there, or comes with them, from those that hang in the air."""
    known: set[str] = set()
    rows, orphans = [], []
    # Rows are sorted, those above before those below: who falls takes along what lies under it.
    for row in edition.rows:
        parent = row.parent_number
        if parent is None or parent in known or parent in classification:
            known.add(row.number)
            rows.append(row)
        else:
            orphans.append(refusal(row.line, "no parent", f"{row.number} {row.title}"))
    refused = sorted([*edition.refused, *orphans], key=lambda each: each.line)
    return Edition(edition.published, rows, refused)


def compare(classification: Classification, edition: Edition) -> Report:
    """Tell what bringing ``edition`` in would change; changes nothing."""
    edition = accepted(classification, edition)
    report = Report(edition.published, refused=edition.refused)
    for row in edition.rows:
        _sort_in(report, classification, row)
    return report


def apply_edition(
    classification: Classification,
    edition: Edition,
    registry: Registry,
    *,
    after_batch: Callable[[], object] = lambda: None,
) -> Report:
    """Bring ``edition`` in and tell what that changed.

    :param after_batch: called after every 40 rows and at the end; to commit, say.
    """
    report = compare(classification, edition)
    for batch in in_batches(accepted(classification, edition).rows):
        for row in batch:
            apply_row(classification, row, registry)
        after_batch()
    note_edition(classification, edition.published)
    after_batch()
    return report


def in_batches(rows: list[Row]) -> Iterator[list[Row]]:
    """Cut ``rows`` into pieces that one short transaction can bring in."""
    for start in range(0, len(rows), BATCH_SIZE):
        yield rows[start : start + BATCH_SIZE]


def apply_row(classification: Classification, row: Row, registry: Registry) -> str:
    """Bring one row in; able to run twice.

    :returns: ``new changed retired unchanged``.
    """
    existing = _existing(classification, row)
    row = _completed(row, existing)
    goes_out = existing is not None and row.retired is not None and existing.retired is None
    if row.is_facet:
        changed = put_facet(
            classification,
            row.number,
            row.title,
            retention_code=row.retention_code or "",
            retired=row.retired,
        )
    else:
        changed = put_subject(
            classification,
            row.number,
            row.title,
            retention_code=row.retention_code or "",
            retired=row.retired,
            replaced_by=row.replaced_by,
            registry=registry,
        )
        changed |= _set_deletion_period(classification[row.number], row.deletion_period or "")
    if existing is None:
        return "new"
    if goes_out:
        return "retired"
    return "changed" if changed else "unchanged"


def _set_deletion_period(subject: Subject, period: str) -> bool:
    if subject.deletion_period == period:
        return False
    subject.deletion_period = period
    return True


def note_edition(classification: Classification, published: date | None) -> None:
    """Note which edition was brought in last; an older one does not count."""
    if published is not None and (classification.edition is None or published > classification.edition):
        classification.edition = published
        reindex_node(classification, SHOWN_FROM)


def _existing(classification: Classification, row: Row) -> Any:
    return (classification.facets if row.is_facet else classification).get(row.number)


def _completed(row: Row, existing: Any) -> Row:
    """Fill what the file says nothing about from what is there already."""
    if existing is None:
        return row
    completed: dict[str, Any] = {}
    if row.retention_code is None:
        completed["retention_code"] = existing.retention_code
    if row.deletion_period is None and not row.is_facet:
        completed["deletion_period"] = existing.deletion_period
    if not row.says_whether_retired:
        completed["retired"] = existing.retired
        completed["replaced_by"] = getattr(existing, "replaced_by", ())
    return replace(row, **completed)


def _sort_in(report: Report, classification: Classification, row: Row) -> None:
    existing = _existing(classification, row)
    if existing is None:
        report.new.append(Difference(row))
        return
    completed = _completed(row, existing)
    names = _OF_FACETS if row.is_facet else _OF_SUBJECTS
    differing = tuple(
        name for name in names if (getattr(completed, name) or "") != (getattr(existing, name) or "")
    )
    if not differing:
        report.unchanged += 1
    elif completed.retired and not existing.retired:
        report.retired.append(Difference(row, differing, existing.title))
    else:
        report.changed.append(Difference(row, differing, existing.title))
