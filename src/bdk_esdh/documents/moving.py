"""A document that was filed on the wrong case goes to another one, and may go back.

It stays the same document: its id, files, versions, journal, favourites and the agendas it stands on are its
own. What comes of the case is new: who may read it, its address, and its number, for that begins with the
number of the case. The number it had stays its own for ever: nothing else is given it, it finds the document
in searches and at its old address, and it is its number again when it comes back. So what was registered can
be traced by whatever number a letter carries (offentlighedsloven § 15).
"""

from typing import Any

from ..audit.differences import change_of
from ..audit.entering import enter
from ..cases.actions import cases_of, require_open, touch
from ..cases.content import Case
from ..kernel.danish import clock_time
from ..kernel.graph import catalog_of, find_objectmap, get_oid
from ..kernel.i18n import _
from ..kernel.records import Act
from ..security.readers import GRANTS_READING
from ..trash.content import is_in_the_tree
from .access_after import access_after, is_kept_to_fewer
from .actions import note_change, require_changeable
from .content import Document
from .errors import AccessWidens, MovedMeanwhile, NotInPlace, SameCase, TargetClosed
from .indexes import LEFT
from .journal import MOVED_AWAY, MOVED_TO_CASE


def move_to_case(
    document: Document, case: Case, act: Act, *, shown_as: str = "", wider_is_meant: bool = False
) -> None:
    """Move ``document`` to ``case``, where it gets the next number, or the one it had there before.

    :param shown_as: the number it had when whoever acts decided; empty when that does not matter.
    :param wider_is_meant: whoever acts has seen who can read it afterwards and could not before.
    :raises NotInPlace: when it lies in the trash.
    :raises MovedMeanwhile: when somebody else was first.
    :raises CaseClosed: when the case it lies on is closed.
    :raises DocumentFinal: when it is locked.
    :raises SameCase: when it lies there already.
    :raises TargetClosed: when ``case`` is closed.
    :raises AccessWidens: when more people could read it, and that is not said to be meant.
    """
    require_movable(document, shown_as=shown_as)
    require_target(document, case)
    if not wider_is_meant and access_after([document], case, act.registry).widens:
        raise AccessWidens(_("Se, hvem der får adgang, og sæt kryds, hvis de skal have den"), field="seen")
    _move(document, case, act)


def move_back(document: Document, act: Act) -> None:
    """Move ``document`` to the case it came from last; whoever moved it has just seen who can read it there.

    :raises NotInPlace: when it was never moved, or that case is gone.
    :raises DomainError: as :func:`move_to_case`.
    """
    case = case_before(document)
    if case is None:
        raise NotInPlace(_("Sagen, dokumentet kom fra, findes ikke længere"))
    move_to_case(document, case, act, wider_is_meant=document.moves[-1][2] == act.by)


def case_before(document: Document) -> Case | None:
    """Return the case ``document`` came from last, whoever may read it; nothing when there is none."""
    if not document.moves:
        return None
    case: Case | None = cases_of(document).get(document.moves[-1][0].rpartition("-")[0])
    return case


def require_movable(document: Document, *, shown_as: str = "") -> None:
    """Refuse when ``document`` stays where it is, whatever the case it should go to; as ``move_to_case``."""
    if not is_in_the_tree(document):
        raise NotInPlace(_("Dokumentet ligger i papirkurven. Gendan det, før du flytter det"))
    if document.moves and shown_as and shown_as != document.document_number:
        _number, at, _by, by_name = document.moves[-1]
        mapping = {"name": by_name, "time": clock_time(at), "number": document.document_number}
        raise MovedMeanwhile(
            _(
                "${name} flyttede dokumentet kl. ${time}. Det har nu nummer ${number}. "
                "Se, om det ligger rigtigt der",
                mapping=mapping,
            )
        )
    require_changeable(document)


def require_target(document: Document, case: Case) -> None:
    """Refuse a case that takes no documents, or has this one."""
    if case is document.case:
        mapping = {"number": case.case_number}
        raise SameCase(
            _("Dokumentet ligger på sag ${number}. Vælg en anden", mapping=mapping), field="case_number"
        )
    if case.is_closed:
        mapping = {"number": case.case_number}
        raise TargetClosed(
            _("Sag ${number} er afsluttet. Vælg en anden, eller genåbn den først", mapping=mapping),
            field="case_number",
        )
    require_open(case)


def number_on(document: Document, case: Case) -> str:
    """Return the number ``document`` has on ``case``, or would get there if it were moved now."""
    had = [each for each, *_rest in document.moves if each.rpartition("-")[0] == case.case_number]
    return had[0] if had else f"{case.case_number}-{case.last_serial + 1}"


def document_once_at(root: Any, number: str) -> Document | None:
    """Return the document that had ``number`` before it was moved, whoever may read it."""
    found = _with_former(root, number) if not number.startswith(LEFT) else []
    return found[0] if found else None


def documents_that_left(case: Case) -> list[Document]:
    """List the documents that lay on ``case`` and lie on another one now, whoever may read them."""
    return _with_former(case, LEFT + case.case_number)


def _with_former(node: Any, value: str) -> list[Document]:
    catalog: Any = catalog_of(node)
    if catalog is None or "former_number" not in catalog:
        return []  # an older database that is not brought up to date yet
    graph = find_objectmap(node)
    found = (graph.object_for(oid) for oid in catalog["former_number"].any([value]).execute().ids)
    return [each for each in found if isinstance(each, Document)]


def _move(document: Document, case: Case, act: Act) -> None:
    left, number, hidden = document.case, document.document_number, is_kept_to_fewer(document)
    new_number = number_on(document, case)
    serial = int(new_number.rpartition("-")[2])
    graph = find_objectmap(document)
    if get_oid(left) in set(graph.targetids(document, GRANTS_READING)):
        # Whoever has it to work on has no more to do on the case it leaves.
        graph.disconnect(document, left, GRANTS_READING)
    left.move(document.__name__, case, str(serial), registry=act.registry)
    document.serial, document.document_number = serial, new_number
    document.moves = (*document.moves, (number, act.at, act.by, act.by_name))
    case.last_serial = max(case.last_serial, serial)
    note_change(document, act)
    touch(left, act)
    changes = change_of(_("Sag"), left.case_number, case.case_number)
    changes += change_of(_("Dokumentnummer"), number, new_number)
    enter(document, act, MOVED_TO_CASE, changes=changes)
    # Those who read the case and could not read the document are told that one has left, and no more.
    enter(left, act, MOVED_AWAY, note="" if hidden else number)
