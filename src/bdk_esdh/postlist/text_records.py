"""What everybody finds the documents of the postlist by: the public record, from the day it is shown."""

from datetime import datetime, time
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from ..documents.content import Document
from ..documents.text_records import released_pages
from ..kernel.clock import COPENHAGEN
from .predicate import held_back_because, journal_day, rules_of, shown_correspondent, visible_from_day


def public_document_record(document: Document, registry: Registry) -> dict[str, Any] | None:
    """What of a document is on the postlist, or will be; what is held back is found by nothing."""
    if held_back_because(document):
        return None
    rules = rules_of(registry)
    shown_from = visible_from_day(document, rules.calendar, rules.delay)
    return {
        "title": document.title.strip(),
        "sender": shown_correspondent(document),
        "day": journal_day(document),
        "case_number": document.case.case_number,
        "unit": document.case.responsible_unit,
        "pages": released_pages(document),
        "visible_from": datetime.combine(shown_from, time(), tzinfo=COPENHAGEN),
    }


def includeme(config: Configurator) -> None:
    """Declare it."""
    config.add_public_record(Document, public_document_record)
