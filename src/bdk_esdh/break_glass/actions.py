"""Opening a case in an emergency, and ending that."""

from datetime import timedelta
from typing import Any

from ..audit.entering import enter
from ..cases.actions import cases_of
from ..cases.content import Case
from ..kernel.i18n import _
from ..kernel.records import Act
from ..security.cpr import contains_cpr
from .content import Opening, Openings, openings_of
from .errors import NotOpen, ReasonHoldsCpr, ReasonTooShort
from .journal import ENDED, OPENED, TRIED

#: signs that say why; shorter is a word, and no reason
SHORTEST_REASON = 20


def open_in_emergency(root: Any, number: str, reason: str, act: Act) -> Case | None:
    """Open a case, and all that lies on it, to whoever acts and nobody else, for reading and for a while.

    A number that no case has is entered in the journal as one that has: that there is
    such a case, too, is learned only by giving a reason that others read.

    :param number: the number of the case as typed.
    :param reason: why, at least ``SHORTEST_REASON`` signs.
    :returns: the case; ``None`` when there is none of that number.
    :raises ReasonTooShort: when the reason is none.
    :raises ReasonHoldsCpr: when it looks like it holds a personal number
        (databeskyttelsesloven § 11, stk. 3).
    """
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise ReasonTooShort(
            _(
                "Skriv grunden, så andre kan forstå den: mindst ${count} tegn",
                mapping={"count": SHORTEST_REASON},
            ),
            field="reason",
        )
    if contains_cpr(reason):
        raise ReasonHoldsCpr(_("Grunden ligner et CPR-nummer. Skriv den uden"), field="reason")
    case = cases_of(root).get(" ".join(number.split()))
    if not isinstance(case, Case):
        enter(root, act, TRIED, note=f"{number[:40]}: {reason}")
        return None
    if openings_of(root) is None:
        root.openings = Openings()
    root.openings.add(
        Opening(
            login=act.by,
            name=act.by_name,
            case_number=case.case_number,
            unit=case.responsible_unit,
            reason=reason,
            opened_at=act.at,
            until=act.at + timedelta(minutes=act.registry.esdh_settings.break_glass_minutes),
        )
    )
    enter(case, act, OPENED, note=reason)
    return case


def end_emergency(root: Any, name: str, act: Act) -> Opening:
    """End what one has opened, before its time.

    :raises NotOpen: when it is over, or not one's own.
    """
    openings = openings_of(root)
    opening = openings.get(name) if openings is not None else None
    if opening is None or opening.login != act.by or not opening.is_open(act.at):
        raise NotOpen(_("Nødadgangen er allerede slut"))
    opening.ended_at = act.at
    case = cases_of(root).get(opening.case_number)
    enter(root if case is None else case, act, ENDED)
    return opening
