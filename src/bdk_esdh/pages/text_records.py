"""What pages and news are found by in the text search."""

from datetime import datetime, time, timedelta
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from ..kernel.clock import COPENHAGEN
from ..security.readers import is_cut_off
from .content import NewsItem, Page, Publication


def page_record(node: Publication, _registry: Registry) -> dict[str, Any]:
    """What its readers at work find it by."""
    return {
        "text": f"{node.lead} {node.words}",
        "day": node.shown_since,
        "unit": node.unit or "",
        "review_state": node.review_state,
    }


def public_page_record(node: Publication, _registry: Registry) -> dict[str, Any] | None:
    """What everybody finds it by while it is shown; its days begin and end in Copenhagen."""
    if not node.is_meant_for_everyone or is_cut_off(node):
        return None
    ends = node.published_to + timedelta(days=1) if node.published_to else None
    return {
        "text": f"{node.lead} {node.words}",
        "day": node.shown_since,
        "unit": node.unit or "",
        "visible_from": _midnight(node.published_from),
        "visible_until": _midnight(ends),
    }


def _midnight(day: Any) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=COPENHAGEN) if day is not None else None


def includeme(config: Configurator) -> None:
    """Declare them."""
    for cls in (Page, NewsItem):
        config.add_internal_record(cls, page_record)
        config.add_public_record(cls, public_page_record)
