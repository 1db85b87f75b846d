"""Entries as sentences, with as much of each as the reader may see.

Who may not read a record now sees nothing of what is entered about it. Whoever controls
sees that something was done, by whom and to which number; never what was changed
(databeskyttelsesforordningen art. 32, stk. 1, litra b).
"""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from ..audit.entries import Change, Entry
from ..audit.lookup import Line
from ..audit.verbs import Kind
from ..kernel.danish import moment_text
from ..kernel.faces import face_path
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..kernel.records import Face
from ..search.hits import number_of, title_of
from ..security.readers import may_read

ICONS = {Kind.CHANGE: "edit", Kind.READ: "visibility", Kind.ACCESS: "lock"}


@dataclass(frozen=True)
class Row:
    """One entry as a page shows it.

    :param text: the sentence, with the name of who did it.
    :param record: what it was done to; empty where the page is about that.
    :param details: what was changed, and why, a line each.
    :param times: ``4 gange``, or empty.
    :param seal: for whoever controls its number in the chain, or that it waits.
    """

    moment: str
    icon: str
    name: str
    text: str
    record: str
    url: str | None
    details: tuple[str, ...]
    times: str
    seal: str


class Eyes:
    """What one request may see of the journal; each record is asked about once.

    :param control: whether the reader controls, and so sees entries about all records.
    :param here: object id of the record that the page is about, if it is about one.
    """

    def __init__(self, request: Request, *, control: bool = False, here: int | None = None) -> None:
        """Begin without having asked anything."""
        self._request = request
        self._graph: Any = find_objectmap(request.root)
        self._control = control
        self._here = here
        self._nodes: dict[int, tuple[Any, bool]] = {}

    def may_know(self, oid: int) -> bool:
        """Tell whether an entry about the record with ``oid`` may be loaded for this reader.

        Of what is gone only the entry itself tells more, see :meth:`may_see`.
        """
        node, is_open = self._node(oid)
        return self._control or is_open or node is None

    def may_see(self, line: Line) -> bool:
        """Tell whether this reader may see an entry: of what is gone, by the case it was on."""
        node, is_open = self._node(line.entry.subject)
        if self._control or is_open:
            return True
        return node is None and self._may_know_case(line.entry.case_number)

    def _may_know_case(self, number: str) -> bool:
        if not number:
            return True
        case = self._request.root["sager"].get(number)
        return case is None or may_read(case, self._request.principals)

    def _node(self, oid: int) -> tuple[Any, bool]:
        if oid not in self._nodes:
            node = self._graph.object_for(oid)
            self._nodes[oid] = node, node is not None and may_read(node, self._request.principals)
        return self._nodes[oid]

    def row(self, line: Line) -> Row:
        """Return an entry as the page shows it to this reader."""
        say, entry = self._request.localizer.translate, line.entry
        node, is_open = self._node(entry.subject)
        times = say(_("${count} gange", mapping={"count": line.times})) if line.times > 1 else ""
        number = _("nr. ${number}", mapping={"number": line.sequence}) if line.sequence else _("ny")
        seal = say(number) if self._control else ""
        return Row(
            moment_text(entry.at, self._request.clock.today()),
            ICONS[entry.kind],
            entry.by_name or say(_("En, der ikke var logget på")),
            self._sentence(entry, is_open=is_open),
            "" if entry.subject == self._here else self._record(entry, node, is_open=is_open),
            self._url(node) if is_open and entry.subject != self._here else None,
            self._details(entry, is_open=is_open),
            times,
            seal,
        )

    def _sentence(self, entry: Entry, *, is_open: bool) -> str:
        say = self._request.localizer.translate
        if is_open and _is_one_change(entry):
            return _changed_in_words(entry.changes[0], say)
        verb = self._request.registry.journal_verbs.get(entry.verb)
        # A capability that is switched off has taken its verbs along; its entries stay.
        return say(verb.sentence) if verb is not None else entry.verb

    def _record(self, entry: Entry, node: Any, *, is_open: bool) -> str:
        say = self._request.localizer.translate
        declared = self._request.registry.records.types.get(entry.subject_type)
        kind = say(declared.title) if declared is not None else entry.subject_type
        if is_open:
            # What there is only one of is called as its kind: "Forside", not twice.
            return " ".join(dict.fromkeys(filter(None, (kind, number_of(node), title_of(node)))))
        gone = say(_("(slettet)")) if node is None else ""
        return " ".join(filter(None, (kind, entry.subject_label, gone)))

    def _url(self, node: Any) -> str | None:
        declared = self._request.registry.records.of(node)
        if declared is None or Face.INTRANET not in declared.faces or not declared.read_permission:
            return None
        allowed = self._request.has_permission(declared.read_permission, node)
        return face_path(self._request, node) if allowed else None

    def _details(self, entry: Entry, *, is_open: bool) -> tuple[str, ...]:
        say = self._request.localizer.translate
        if not is_open:
            hidden = entry.changes or entry.note
            return (say(_("Indholdet ser kun den, der må læse det, som er ændret.")),) if hidden else ()
        changes = () if _is_one_change(entry) else entry.changes
        return (*(_change_in_words(each, say) for each in changes), *([entry.note] if entry.note else []))


def _is_one_change(entry: Entry) -> bool:
    return len(entry.changes) == 1 and entry.verb.endswith("changed")


def _changed_in_words(change: Change, say: Any) -> str:
    """``ændrede Frist fra 1. december 2026 til 8. december 2026``."""
    mapping = {"field": say(_(change.field)), "before": change.before, "after": change.after}
    if not change.before:
        return say(_("udfyldte ${field}: ${after}", mapping=mapping))
    if not change.after:
        return say(_("slettede ${field}, som var: ${before}", mapping=mapping))
    return say(_("ændrede ${field} fra ${before} til ${after}", mapping=mapping))


def _change_in_words(change: Change, say: Any) -> str:
    """``Frist: fra 1. december 2026 til 8. december 2026``."""
    mapping = {"field": say(_(change.field)), "before": change.before, "after": change.after}
    if not change.before:
        return say(_("${field}: ${after}", mapping=mapping))
    if not change.after:
        return say(_("${field}: slettet, var ${before}", mapping=mapping))
    return say(_("${field}: fra ${before} til ${after}", mapping=mapping))


def has_words(row: Row, words: str) -> bool:
    """Tell whether every word of ``words`` stands in what the reader sees of an entry."""
    text = " ".join((row.name, row.text, row.record, *row.details)).casefold()
    return all(word in text for word in words.casefold().split())
