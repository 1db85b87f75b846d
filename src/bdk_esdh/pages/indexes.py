"""What lists of pages and news ask for."""

from typing import Any

from pyramid.config import Configurator

from ..kernel.graph import ALWAYS, get_oid
from .content import NewsItem, Page, Publication


def public_date(node: Publication, default: Any) -> Any:
    """The day it stands under in public; nothing of what is not public has one."""
    if not node.is_published(node.settled_at):
        return default
    return node.shown_since.toordinal() if node.shown_since else default


def page_above(node: Page, _default: Any) -> int:
    """Id of the page, or the root, that a page lies in."""
    return get_oid(node.__parent__)


def shown_since(node: Publication, default: Any) -> Any:
    """When it came before its readers: the day, and within the day the order of publishing."""
    day = node.shown_since
    if day is None or node.published_at is None:
        return default
    return day.toordinal() * 10**10 + int(node.published_at.timestamp())


def publication_shown(node: Publication) -> int | None:
    """Tell whether the public can read it; a day that comes is settled at midnight."""
    return ALWAYS if node.is_published(node.settled_at) else None


def former_paths(node: Publication, default: Any) -> Any:
    """Where it stood before: old addresses find it by them."""
    return node.former_paths or default


FIELDS = {
    "page_standing": lambda node, _default: node.standing(node.settled_at).value,
    "shown_since": shown_since,
    "changed": lambda node, _default: int(node.changed_at.timestamp()),
    "unit": lambda node, default: node.unit or default,
    "audience": lambda node, _default: node.audience,
}


def includeme(config: Configurator) -> None:
    """Declare the indexes."""
    config.add_graph_index("public_date", "field")
    config.add_graph_index("page_above", "field")
    config.add_graph_index("former_path", "keyword")
    config.add_indexed_value(Page, "page_above", page_above)
    for cls in (Page, NewsItem):
        config.add_indexed_value(cls, "public_date", public_date)
        config.add_indexed_value(cls, "former_path", former_paths)
        config.add_shown_from(cls, publication_shown)
    for name, value in FIELDS.items():
        config.add_graph_index(name, "field")
        for cls in (Page, NewsItem):
            config.add_indexed_value(cls, name, value)
