"""Remembering searches: what one has searched for lately, and keeping a search under a name.

Only oneself sees or changes one's own. Nothing that looks like a personal number is
remembered (databeskyttelsesloven § 11).
"""

import secrets
from typing import Any

from ..audit.entering import enter
from ..kernel.errors import Invalid, Refused
from ..kernel.i18n import _
from ..kernel.records import Act
from ..security.cpr import contains_cpr
from .content import SavedSearch, Searches, SearchMemory
from .journal import RECENT_CLEARED, SEARCH_DELETED, SEARCH_SAVED

MOST_RECENT = 10
MOST_SAVED = 50
LONGEST_TITLE = 80
#: a longer text is no search that one makes again
LONGEST_RECENT = 200


def memory_of(root: Any) -> SearchMemory | None:
    """Return where searches are kept; ``None`` in a database from before there was such a place."""
    organisation = root.get("organisation")
    memory = organisation.get("soegninger") if organisation is not None else None
    return memory if isinstance(memory, SearchMemory) else None


def searches_of(root: Any, login: str) -> Searches:
    """Return what is kept of somebody's searches; something empty before the first."""
    memory = memory_of(root)
    return (memory.of(login) if memory is not None else None) or Searches()


def note_search(root: Any, login: str, text: str) -> None:
    """Remember that somebody has searched for ``text``; the same again moves to the front."""
    memory = memory_of(root)
    if memory is None or not text or len(text) > LONGEST_RECENT or contains_cpr(text):
        return
    recent = searches_of(root, login).recent
    if recent[:1] == (text,):
        return  # the next page of the same search, another filter: nothing is written
    others = tuple(each for each in recent if each.casefold() != text.casefold())
    memory.made_for(login).recent = (text, *others)[:MOST_RECENT]


def save_search(root: Any, title: str, query: str, act: Act) -> SavedSearch:
    """Keep a search under a name; the same search again gets the new name.

    :param query: the query string of the search page.
    :raises Invalid: when the name is missing, too long, or looks like a personal number.
    :raises Refused: when there is no room.
    """
    memory, title = memory_of(root), " ".join(title.split())
    if memory is None:
        raise Refused(_("Søgninger kan ikke gemmes endnu. Sig det til din administrator."))
    if not query:
        raise Invalid(_("Søg efter noget, før du gemmer søgningen"))
    if not title:
        raise Invalid(_("Skriv, hvad søgningen skal hedde"), field="navn")
    if len(title) > LONGEST_TITLE:
        message = _("Navnet må højst være ${most} tegn", mapping={"most": LONGEST_TITLE})
        raise Invalid(message, field="navn")
    if contains_cpr(title) or contains_cpr(query):
        raise Invalid(_("Det ligner et CPR-nummer. En søgning på det kan ikke gemmes"), field="navn")
    mine = memory.made_for(act.by)
    others = tuple(each for each in mine.saved if each.query != query)
    if len(others) >= MOST_SAVED:
        message = _(
            "Du har ${most} gemte søgninger. Slet en, før du gemmer en ny", mapping={"most": MOST_SAVED}
        )
        raise Refused(message, field="navn")
    kept = SavedSearch(secrets.token_hex(6), title, query)
    mine.saved = (*others, kept)
    enter(memory, act, SEARCH_SAVED)
    return kept


def delete_search(root: Any, key: str, act: Act) -> bool:
    """Forget one of one's own saved searches; tell whether there was one."""
    memory = memory_of(root)
    mine = memory.of(act.by) if memory is not None else None
    if memory is None or mine is None or all(each.key != key for each in mine.saved):
        return False
    mine.saved = tuple(each for each in mine.saved if each.key != key)
    enter(memory, act, SEARCH_DELETED)
    return True


def clear_recent(root: Any, act: Act) -> bool:
    """Forget what one has searched for lately; tell whether there was anything."""
    memory = memory_of(root)
    mine = memory.of(act.by) if memory is not None else None
    if memory is None or mine is None or not mine.recent:
        return False
    mine.recent = ()
    enter(memory, act, RECENT_CLEARED)
    return True
