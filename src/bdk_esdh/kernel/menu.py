"""What stands in the menu of each face: said by the capabilities, shown by ``page_frame``."""

from collections.abc import Callable
from dataclasses import dataclass

from pyramid.config import Configurator
from pyramid.request import Request

from .records import Face


@dataclass(frozen=True)
class MenuItem:
    """A place in the menu of a face."""

    face: Face
    title: str
    path: str
    icon: str
    order: int
    permission: str | None
    visible: Callable[[Request], bool] | None = None


def add_menu_item(  # noqa: PLR0913 (a declaration says much at once; all by name)
    config: Configurator,
    face: Face,
    title: str,
    path: str,
    *,
    icon: str,
    order: int,
    permission: str | None = None,
    visible: Callable[[Request], bool] | None = None,
) -> None:
    """Directive: put a place in the menu of a face.

    :param visible: asked whether the item is shown; also on error pages, where the request may have
        no ``root``. On the public face it may depend on who is logged in, on what a change of touches the
        public generation, and on the day; on nothing else (see ``around``).
    """
    config.action(
        ("menu item", face, path),
        lambda: config.registry.menu_items.append(
            MenuItem(face, title, path, icon, order, permission, visible)
        ),
    )


def includeme(config: Configurator) -> None:
    """Make the place where the items are kept, and the directive."""
    config.registry.menu_items = []
    config.add_directive("add_menu_item", add_menu_item)
