"""What the lists of the postlist ask for; nothing that is held back has any entry here."""

from typing import Any

from pyramid.config import Configurator

from ..documents.content import Document
from ..kernel.i18n import _
from .predicate import (
    PostlistRules,
    is_held_back,
    journal_day,
    rules_of,
    visible_from_day,
)
from .public_entry import public_hit


def visible_from_number(rules: PostlistRules) -> Any:
    """Make the value of index ``postlist``: the number of the first day it is shown.

    The day is indexed, and compared with today in the query, because time passes
    without any change to the document.
    """

    def value(document: Document, default: Any) -> Any:
        if is_held_back(document):
            return default
        return visible_from_day(document, rules.calendar, rules.delay).toordinal()

    return value


def shown_from(rules: PostlistRules) -> Any:
    """Make the value of the kernel's index of what is shown: the first day it is on the list."""
    first_day = visible_from_number(rules)

    def value(document: Document) -> int | None:
        day: int | None = first_day(document, None)
        return day

    return value


def order(document: Document, default: Any) -> Any:
    """Journal date, then number: the order of the list, and a range of days in one index."""
    if is_held_back(document):
        return default
    return (journal_day(document).toordinal(), document.case.case_number, document.serial)


def public_date(document: Document, default: Any) -> Any:
    """The journal date, for the public search to sort by."""
    return default if is_held_back(document) else journal_day(document).toordinal()


def includeme(config: Configurator) -> None:
    """Declare the indexes; the settings are known by now."""
    for name, kind, value in (
        ("postlist", "field", visible_from_number(rules_of(config.registry))),
        ("postlist_order", "field", order),
        ("public_date", "field", public_date),
    ):
        config.add_graph_index(name, kind)
        config.add_indexed_value(Document, name, value)
    config.add_shown_from(Document, shown_from(rules_of(config.registry)))
    config.add_public_hit(Document, public_hit, plural=_("Postliste"))
