"""When something of a meeting may be thrown away, and that what stands on an agenda may not.

Nothing that the public has seen goes: its address has to keep saying that it was taken back.
"""

from collections.abc import Iterator

from pyramid.config import Configurator

from ..audit.entering import enter
from ..cases.content import Case
from ..documents.content import Document
from ..kernel.errors import DomainError
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..kernel.records import Act
from ..security.permissions import Permission
from ..security.readers import GRANTS_READING
from ..trash.errors import NotForTrash
from .content import AgendaItem, Committee, Meeting
from .errors import AgendaFixed
from .grants import items_about
from .items import close_access, close_up, make_room_at, open_access
from .journal import CASE_OFF_AGENDA, CASE_ON_AGENDA, ITEM_REMOVED


def includeme(config: Configurator) -> None:
    """Give items, meetings and committees their rules, and cases and documents what agendas ask for."""
    edit = Permission.MEETING_EDIT
    config.add_trash_rule(
        AgendaItem,
        permission=edit,
        leaving=_item_leaving,
        left=close_up,
        may_return=_item_may_return,
        name_back=lambda item, meeting, act: make_room_at(meeting, item.number, act),
        returned=_item_returned,
        verb=ITEM_REMOVED,
        # At its meeting instead (``intranet/items.py``): its number may be another's by then.
        has_page=False,
    )
    config.add_trash_rule(Meeting, permission=edit, leaving=_meeting_leaving, returned=_meeting_returned)
    config.add_trash_rule(Committee, permission=Permission.COMMITTEE_MANAGE, leaving=_committee_leaving)
    config.add_trash_obstacle(AgendaItem, public_agenda)
    config.add_trash_obstacle(Meeting, public_meeting)
    config.add_trash_obstacle(Committee, meetings_of)
    config.add_trash_obstacle(Document, agendas_with_document)
    config.add_trash_obstacle(Case, agendas_with_case)


def public_agenda(item: AgendaItem) -> Iterator[DomainError]:
    """An agenda that is out keeps its items."""
    if item.meeting.is_public:
        yield AgendaFixed(_("Dagsordenen er offentlig. Træk den tilbage, før et punkt tages af"))


def public_meeting(meeting: Meeting) -> Iterator[DomainError]:
    """A meeting whose agenda the public has seen stays, withdrawn or not."""
    if meeting.is_public:
        yield AgendaFixed(_("Dagsordenen er offentlig. Træk den tilbage først"))
    elif meeting.numbers_are_fixed:
        yield AgendaFixed(
            _("Dagsordenen har været offentlig. Mødet bliver stående, så adressen kan sige hvorfor")
        )


def meetings_of(committee: Committee) -> Iterator[DomainError]:
    """A committee with meetings stays."""
    if len(committee):
        yield NotForTrash(_("Udvalget har møder. Kun et udvalg uden møder kan slettes"))


def agendas_with_document(document: Document) -> Iterator[DomainError]:
    """A document on an agenda stays while it stands there."""
    for item in find_objectmap(document).sources(document, GRANTS_READING):
        if isinstance(item, AgendaItem):
            yield _on_agenda(document.document_number, item)


def agendas_with_case(case: Case) -> Iterator[DomainError]:
    """A case on an agenda stays while it stands there."""
    for item in items_about(case):
        yield _on_agenda(case.case_number, item)


def _on_agenda(number: str, item: AgendaItem) -> DomainError:
    # By number and meeting: the item's title may be closed to whoever asks.
    mapping = {"number": number, "item": item.number, "meeting": item.meeting.title}
    return NotForTrash(
        _("${number} står på dagsordenen: punkt ${item}, ${meeting}. Tag det af først", mapping=mapping)
    )


def _item_leaving(item: AgendaItem, act: Act) -> None:
    if item.case is not None:
        enter(item.case, act, CASE_OFF_AGENDA, note=str(item.meeting.title))
    close_access(item, act)


def _item_may_return(_item: AgendaItem, meeting: Meeting, _act: Act) -> None:
    if meeting.is_public:
        raise AgendaFixed(_("Dagsordenen er offentlig. Træk den tilbage, før punktet kommer på igen"))


def _item_returned(item: AgendaItem, act: Act) -> None:
    open_access(item, act)
    if item.case is not None:
        enter(item.case, act, CASE_ON_AGENDA, note=item.meeting.title)


def _meeting_leaving(meeting: Meeting, act: Act) -> None:
    for item in meeting.items_in_order():
        _item_leaving(item, act)


def _meeting_returned(meeting: Meeting, act: Act) -> None:
    for item in meeting.items_in_order():
        _item_returned(item, act)


def _committee_leaving(committee: Committee, _act: Act) -> None:
    # Members hold their right by its key: a new committee of that key would find them seated.
    if committee.__parent__ is not None:
        committee.__parent__.retire_name(committee.key)
