"""Giving an agenda to the public, taking it back, holding the meeting and approving its minutes."""

from ..audit.differences import change_of
from ..audit.entering import enter
from ..audit.verbs import Verb
from ..desk.kinds import AGENDA_PUBLISHED
from ..desk.notices import tell_people
from ..kernel.errors import SeveralErrors
from ..kernel.i18n import _
from ..kernel.records import Act
from ..security.cpr import contains_cpr
from .content import AgendaItem, Meeting
from .errors import NotReady, ReasonMissing
from .grants import renew
from .guards import publish_obstacles
from .journal import MEETING_HELD, MEETING_PUBLISHED, MEETING_WITHDRAWN, MINUTES_APPROVED
from .workflow import MEETING_WORKFLOW


def publish_meeting(meeting: Meeting, act: Act) -> None:
    """Publish an agenda: everybody may read its open items, the members the closed ones too.

    From the first time on its numbers and addresses are fixed.

    :raises Refused: when it is out already, or the meeting is held.
    :raises SeveralErrors: with everything that stands in the way.
    """
    MEETING_WORKFLOW.check(meeting, "publish")
    obstacles = publish_obstacles(meeting, act.at, act.registry)
    if obstacles:
        raise SeveralErrors([*obstacles])
    came_from = meeting.review_state
    MEETING_WORKFLOW.move(meeting, "publish")
    meeting.published_at = act.at
    meeting.first_published_at = meeting.first_published_at or act.at
    meeting.withdrawn_at = None
    meeting.withdrawn_reason = ""
    for item in meeting.items_in_order():
        item.review_state = "scheduled"
        item.first_published_at = item.first_published_at or act.at
        if not item.closed_session:
            item.published_open_at = item.published_open_at or act.at
    _note_and_renew(meeting, act)
    _enter_state(meeting, came_from, MEETING_PUBLISHED, act)
    tell_people((each.login for each in meeting.committee.members), AGENDA_PUBLISHED, meeting, act)


def withdraw_meeting(meeting: Meeting, reason: str, act: Act) -> None:
    """Take a published agenda back; its addresses answer 410 with the reason from this moment.

    :param reason: shown to whoever asks for it; required.
    :raises Refused: when the agenda is not out, or the meeting is held.
    :raises ReasonMissing: without a reason that can be shown.
    """
    MEETING_WORKFLOW.check(meeting, "withdraw")
    if not reason.strip():
        raise ReasonMissing(_("Skriv, hvorfor dagsordenen trækkes tilbage"), field="reason")
    if contains_cpr(reason):
        raise ReasonMissing(_("Begrundelsen ligner et CPR-nummer, og alle kan læse den"), field="reason")
    came_from = meeting.review_state
    MEETING_WORKFLOW.move(meeting, "withdraw")
    meeting.withdrawn_at = act.at
    meeting.withdrawn_reason = reason.strip()
    _note_and_renew(meeting, act)
    _enter_state(meeting, came_from, MEETING_WITHDRAWN, act, note=meeting.withdrawn_reason)


def hold_meeting(meeting: Meeting, act: Act) -> None:
    """Note that the meeting has been held; from now on resolutions are written.

    :raises Refused: when its agenda is not out.
    :raises NotReady: before the meeting begins.
    """
    MEETING_WORKFLOW.check(meeting, "hold")
    if act.at < meeting.starts_at:
        raise NotReady(_("Mødet er ikke begyndt endnu"))
    came_from = meeting.review_state
    MEETING_WORKFLOW.move(meeting, "hold")
    _note_and_renew(meeting, act)
    _enter_state(meeting, came_from, MEETING_HELD, act)


def approve_meeting(meeting: Meeting, act: Act) -> None:
    """Approve the minutes; nothing in them changes after that (kommunestyrelsesloven § 13).

    :raises Refused: when the meeting is not held.
    :raises SeveralErrors: naming each item about a case that has no resolution.
    """
    MEETING_WORKFLOW.check(meeting, "approve")
    missing = undecided_items(meeting)
    if missing:
        raise SeveralErrors(
            [
                NotReady(_("Punkt ${number} har ingen beslutning", mapping={"number": item.number}))
                for item in missing
            ]
        )
    came_from = meeting.review_state
    MEETING_WORKFLOW.move(meeting, "approve")
    meeting.approved_at = act.at
    _note_and_renew(meeting, act)
    _enter_state(meeting, came_from, MINUTES_APPROVED, act)


def undecided_items(meeting: Meeting) -> list[AgendaItem]:
    """List the items about a case that have no decision yet: what the minutes lack."""
    return [item for item in meeting.items_in_order() if item.kind == "case" and not item.resolution]


def _note_and_renew(meeting: Meeting, act: Act) -> None:
    meeting.changed_at = act.at
    meeting.changed_by = act.by
    renew(meeting, act.registry)


def _enter_state(meeting: Meeting, came_from: str, verb: Verb, act: Act, note: str = "") -> None:
    titles = [MEETING_WORKFLOW.state(code).title for code in (came_from, meeting.review_state)]
    enter(meeting, act, verb, changes=change_of(_("Tilstand"), *titles), note=note)
