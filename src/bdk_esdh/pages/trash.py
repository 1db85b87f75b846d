"""When a page or a piece of news may be thrown away: while nobody reads it."""

from collections.abc import Iterator
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from ..kernel.errors import DomainError
from ..kernel.faces import face_path
from ..kernel.graph import postorder
from ..kernel.i18n import _
from ..kernel.records import Act
from ..security.permissions import Permission
from ..trash.errors import NotForTrash, PlaceTaken
from .content import NewsItem, Page, Publication
from .naming import is_free


def includeme(config: Configurator) -> None:
    """Give pages and news their rule."""
    for cls in (Page, NewsItem):
        config.add_trash_rule(
            cls,
            permission=Permission.PAGE_EDIT,
            may_return=_may_return,
            leads_to=_leads_to,
            comes_along=_copy_too,
        )
        config.add_trash_obstacle(cls, published_in)


def published_in(node: Publication) -> Iterator[DomainError]:
    """What is published is taken back first, and so is each page below it."""
    for each in postorder(node):
        if each.plan is not None:
            mapping = {"title": each.title}
            yield NotForTrash(_("“${title}” er planlagt. Annullér planen først", mapping=mapping))
        if each.review_state == "published":
            mapping = {"title": each.title}
            yield NotForTrash(_("“${title}” er offentliggjort. Træk den tilbage først", mapping=mapping))


def _may_return(node: Any, place: Any, act: Act) -> None:
    if not is_free(place, str(node.__name__), act.registry):
        mapping = {"name": node.__name__}
        raise PlaceTaken(
            _("Adressen “${name}” er taget af noget andet. Slet eller omdøb det først", mapping=mapping)
        )


def _copy_too(node: Any) -> Any:
    if not any(each.working_copy is not None for each in postorder(node)):
        return None
    return _("Kladden følger med, og kommer tilbage, hvis siden gendannes.")


def _leads_to(node: Any, request: Request) -> str:
    """Lead on to the list of pages: the root's own page says nothing of them."""
    place = node.__parent__
    return face_path(request, place, "sider") if place is request.root else face_path(request, place)
