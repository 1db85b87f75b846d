"""What comes on the postlist, from which day, and why something is held back.

One predicate, :func:`on_postlist`; everything else (lists, pages, feeds, search, the
clerk's list) asks it. The municipality publishes postlists of its own will, on the
terms of offentlighedsloven § 16: per day, with date, name or character of the
correspondent, short thematic content, and number. Who is in doubt holds back: being
on the list is no condition for access, which anyone may ask for (§ 7).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pyramid.registry import Registry

from ..documents.content import Document
from ..documents.private_names import private_party_called
from ..kernel.clock import local
from ..kernel.i18n import _
from ..kernel.working_days import WorkCalendar
from ..search.words import words_of
from ..security.cpr import contains_cpr
from ..security.readers import Sensitivity, is_kept_to_some

#: KLE main groups about persons' affairs (health and social services, benefits, staff)
HELD_BACK_GROUPS = frozenset({"27", "29", "32", "34", "81"})
#: words of a name shorter than this (Bo, Aa) are in too many titles to mean a person
SHORTEST_NAME = 3
_NAME = re.compile(r"[^,;\d(]*")


@dataclass(frozen=True)
class Reason:
    """Why a document is held back.

    :param code: for programs.
    :param text: for the clerk: what stands in the way, and what to do if it can be mended.
    """

    code: str
    text: str


@dataclass(frozen=True)
class Decision:
    """What the predicate says of one document at one moment.

    :param journal_day: the day it stands under.
    :param visible_from: the first day everyone may see it, unless it is held back.
    :param reasons: why it is held back; empty when it is not.
    :param shown: whether everyone may see it now.
    """

    journal_day: date
    visible_from: date
    reasons: tuple[Reason, ...]
    shown: bool

    @property
    def held_back(self) -> bool:
        """Whether something other than time keeps it off the list."""
        return bool(self.reasons)


@dataclass(frozen=True)
class PostlistRules:
    """The two settings the postlist depends on, with the predicate bound to them."""

    calendar: WorkCalendar
    delay: int

    def decide(self, document: Document, now: datetime) -> Decision:
        """Ask the predicate."""
        return on_postlist(document, self.calendar, now, delay=self.delay)


def rules_of(registry: Registry) -> PostlistRules:
    """Return the rules under the settings of this installation."""
    settings = registry.esdh_settings
    return PostlistRules(WorkCalendar(settings.closed_days), settings.postlist_delay)


def on_postlist(document: Document, calendar: WorkCalendar, now: datetime, *, delay: int = 2) -> Decision:
    """Decide whether ``document`` is on the postlist at the moment ``now``.

    :param calendar: counts working days; knows the closed days.
    :param delay: working days after the journal date before it is shown, so that a
        mistake in registering can be mended before everyone has read it.
    """
    reasons = held_back_because(document)
    visible_from = visible_from_day(document, calendar, delay)
    return Decision(
        journal_day=journal_day(document),
        visible_from=visible_from,
        reasons=reasons,
        shown=not reasons and local(now).date() >= visible_from,
    )


def held_back_because(document: Document) -> tuple[Reason, ...]:
    """List every reason, other than time, that keeps ``document`` off the postlist."""
    return tuple(reason for rule, reason in RULES if rule(document))


def is_held_back(document: Document) -> bool:
    """Tell whether anything but time keeps ``document`` off the postlist: the first reason is enough."""
    return any(rule(document) for rule, _reason in RULES)


def journal_day(document: Document) -> date:
    """The day it was journalised, in Copenhagen (offentlighedsloven § 16: a list per day)."""
    return local(document.registered_at).date()


def visible_from_day(document: Document, calendar: WorkCalendar, delay: int) -> date:
    """The first day it is shown: ``delay`` working days after the journal date.

    A document that is sent is open to access from the day after it was sent, no sooner
    (offentlighedsloven § 7, stk. 3); the letter date stands for the day of sending.
    """
    day = calendar.add(journal_day(document), delay)
    if document.direction == "outgoing" and document.letter_date is not None:
        sent = min(document.letter_date, date.max - timedelta(days=1))
        day = max(day, sent + timedelta(days=1))
    return day


def shown_correspondent(document: Document) -> str:
    """The correspondent as the public sees it: a private person by character alone.

    Offentlighedsloven § 16, stk. 2, nr. 2: name *or character* of sender or recipient.
    """
    return (document.character or document.correspondent).strip()


def is_not_meant_for_it(document: Document) -> bool:
    """The clerk has not put it on the list (municipal postlists are voluntary, § 16)."""
    return not document.on_postlist


def is_internal(document: Document) -> bool:
    """Only what is received or sent is listed (§ 16); internal documents are exempt (§ 23)."""
    return document.direction not in {"incoming", "outgoing"}


def is_not_sent_yet(document: Document) -> bool:
    """What we send is listed when it is final: a draft is internal (§ 23, § 15 stk. 1).

    So is a note for others' use. What comes in is listed in any state: it is what it is.
    """
    ours = document.direction != "incoming" or document.document_type == "note_external"
    return ours and not document.is_final


def is_confidential(document: Document) -> bool:
    """Document and case both have to be open (forvaltningsloven § 27; offentlighedsloven § 35)."""
    return document.effective_sensitivity is not Sensitivity.NOT_CONFIDENTIAL


def is_exempt(document: Document) -> bool:
    """Document or case is exempt from access (offentlighedsloven §§ 19-35)."""
    return bool(document.exemption_basis) or document.case.is_exempt


def is_about_persons(document: Document) -> bool:
    """The case is filed under a KLE group about persons' affairs (§ 30, nr. 1; § 21)."""
    return document.case.kle_subject.split(".")[0] in HELD_BACK_GROUPS


def is_kept_to_those_named(document: Document) -> bool:
    """Access to document or case is kept to those on a list, or named (forvaltningsloven § 27)."""
    return is_kept_to_some(document)


def has_no_title(document: Document) -> bool:
    """The list holds a short thematic content (§ 16, stk. 2, nr. 3): without it there is no entry."""
    return not document.title.strip()


def has_no_correspondent(document: Document) -> bool:
    """The list holds the name or character of sender or recipient (§ 16, stk. 2, nr. 2)."""
    return not shown_correspondent(document)


def has_cpr(document: Document) -> bool:
    """A personal number is never published (databeskyttelsesloven § 11, stk. 3; CPR-loven § 54)."""
    return contains_cpr(f"{document.title} | {shown_correspondent(document)}")


def title_names_the_person(document: Document) -> bool:
    """A private person appears by character, so the title may not say the name (§ 16; § 30, nr. 1).

    Any word of the name is enough: "Klage fra Prøve" names Bent Prøve. What follows a
    comma or a number (an address) is no part of the name.
    """
    if not document.character:
        return False
    found = _NAME.match(document.correspondent)
    name = {word for word in words_of(found[0] if found else "") if len(word) >= SHORTEST_NAME}
    return bool(name & words_of(document.title))


def names_a_private_party(document: Document) -> bool:
    """A person the case is about appears by character, also when that is found out later (§ 16, stk. 2)."""
    return not document.character and private_party_called(document.case, document.correspondent) is not None


RULES: tuple[tuple[Callable[[Document], bool], Reason], ...] = (
    (is_not_meant_for_it, Reason("not_flagged", _("Den er ikke sat til at komme på postlisten"))),
    (is_internal, Reason("internal", _("Den er intern: hverken modtaget eller sendt"))),
    (is_not_sent_yet, Reason("not_final", _("Den er ikke endelig endnu"))),
    (is_confidential, Reason("confidential", _("Dokumentet eller sagen er fortrolig"))),
    (is_kept_to_those_named, Reason("kept", _("Adgangen til dokumentet eller sagen er begrænset"))),
    (is_exempt, Reason("exempt", _("Dokumentet eller sagen er undtaget fra aktindsigt"))),
    (is_about_persons, Reason("kle_group", _("Sagens emne handler om personers forhold"))),
    (has_no_title, Reason("no_title", _("Den mangler en titel, som offentligheden må se"))),
    (has_no_correspondent, Reason("no_correspondent", _("Den mangler afsender eller modtager"))),
    (has_cpr, Reason("cpr", _("Titlen eller afsenderen ligner et CPR-nummer"))),
    (
        title_names_the_person,
        Reason("person_in_title", _("Titlen nævner en person. Giv en neutral titel")),
    ),
    (
        names_a_private_party,
        Reason(
            "private_party",
            _("Afsenderen eller modtageren er en person på sagen. Vælg, hvad der skal stå for navnet"),
        ),
    ),
)
