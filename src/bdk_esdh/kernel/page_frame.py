"""What stands round every page: one value object, made for the page templates.

Nothing here looks at ``request.context`` when a page is an error: in the answer
to a forbidden address the context *is* the secret node.
"""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from pyramid.config import Configurator
from pyramid.csrf import get_csrf_token
from pyramid.decorator import reify
from pyramid.events import BeforeRender
from pyramid.location import lineage
from pyramid.request import Request

from .around import HERE, Around, around
from .danish import initials
from .faces import face_of, face_path
from .i18n import CHOSEN_LANGUAGES, LANGUAGES, _, written_language
from .maintenance import maintenance_of
from .pieces import Pieces
from .places import is_place, place_title
from .records import Face


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the front page to here; the last has no address.

    :param lang: of a title that people wrote, where the page is in another language.
    """

    title: str
    url: str | None
    lang: str | None = None


@dataclass(frozen=True)
class Message:
    """Something the page has to tell: ``ok info warning error``."""

    kind: str
    text: str
    link_text: str | None = None
    link_url: str | None = None
    undo_url: str | None = None
    undo_text: str | None = None


@dataclass(frozen=True)
class NavigationLink:
    """A menu item as one page shows it."""

    title: str
    url: str
    icon: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class FooterLine:
    """A line of the foot, perhaps a link."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class FooterColumn:
    """A heading of the foot and what stands under it."""

    title: str
    lines: list[FooterLine] = field(default_factory=list)


@dataclass(frozen=True)
class OtherLanguage:
    """The link that turns to the other language, in that language."""

    code: str
    title: str
    url: str


@dataclass(frozen=True)
class UserCard:
    """Who is logged in, as the bar shows it."""

    name: str
    initials: str
    unit: str
    profile_url: str | None


#: below ``/static``, see ``static_files``
STYLESHEETS = ("dkfds/dist/css/dkfds.min.css", "esdh/esdh.css")
SCRIPTS = ("esdh/esdh.js",)
#: loaded by the script of the search field when somebody comes to it, and by no page before
HTMX = "htmx/htmx.min.js"
SPRITE = "dkfds/dist/img/all-svg-icons.svg"
MARK = "esdh/maerke.svg"


class Frame:
    """The frame of one page.

    :param title: what the page is called, without the name of the site.
    :param crumbs: the way here; ``None`` takes it from the context's lineage.
    """

    public_url = "/"
    login_url = "/log-ind"
    logout_url = "/log-af"

    def __init__(self, request: Request, *, title: str, crumbs: list[Crumb] | None, is_error: bool) -> None:
        """Keep the request; everything else is worked out when asked for."""
        self._request = request
        self._crumbs = crumbs
        self.title = title
        self.is_error = is_error
        self.face = face_of(request)
        static = request.static_address
        self.stylesheets = tuple(map(static, STYLESHEETS))
        self.scripts = tuple(map(static, SCRIPTS))
        self.htmx, self.sprite, self.mark = static(HTMX), static(SPRITE), static(MARK)
        self.site_name = request.registry.esdh_settings.site_name
        self.home_url = "/" if self.face is Face.PUBLIC else "/intranet/"
        self.search_url = "/soeg" if self.face is Face.PUBLIC else "/intranet/soeg"
        self.search_text = _visible(request.GET.get("q", "")) if request.path == self.search_url else ""

    @reify
    def pieces(self) -> Pieces:
        """The parts of which there are many."""
        return Pieces(self.sprite, self._request.localizer.translate)

    @reify
    def around(self) -> Around:
        """Head, top and foot of a public page."""
        return around(self._request, self)

    @reify
    def lang(self) -> str:
        """The language that the page is in."""
        return str(self._request.localizer.locale_name)

    @property
    def content_lang(self) -> str | None:
        """The language of what people wrote, where the page is in another: for the element that holds it."""
        return written_language(self.lang)

    @reify
    def other_language(self) -> OtherLanguage:
        """The way to this page in the other language; below ``around`` the page is a mark that it puts in."""
        code = next(each for each in LANGUAGES if each != self.lang)
        here = HERE if self.face is Face.PUBLIC else self.here
        # Of a page that is not there, and of one that may not be seen, every byte is the same.
        page = "" if self.is_error else f"?side={here}"
        return OtherLanguage(code, CHOSEN_LANGUAGES[code], f"/sprog/{code}{page}")

    @reify
    def here(self) -> str:
        """The path of this page, as an address has it; without parameters, which a page may not read."""
        return quote(self._request.environ.get("PATH_INFO", "/").encode("latin-1"), safe="/")

    @reify
    def csrf_token(self) -> str:
        """Token for the forms of the frame; makes a session only when asked for."""
        return get_csrf_token(self._request)

    @reify
    def once(self) -> str:
        """A name for this page's buttons: what is pressed twice is done once (``kernel.pressing``)."""
        return uuid.uuid4().hex

    @reify
    def breadcrumbs(self) -> list[Crumb]:
        """The way from the front page to here."""
        if self._crumbs is not None:
            return self._crumbs
        if self.is_error or self._request.context is None:
            return []
        found = lineage_crumbs(self._request, self._request.context)
        # A page of its own below what it is about, as "Taster" is below the start page.
        return [*found, Crumb(self.title, None)] if self._request.view_name else found

    @reify
    def user(self) -> UserCard | None:
        """Who is logged in."""
        identity = self._request.identity
        if identity is None or (self.is_error and self.face is Face.PUBLIC):
            return None
        source = getattr(self._request.registry, "profile_source", None)
        profile_url = source(self._request) if source and not self.is_error else None
        return UserCard(identity.name, initials(identity.name), identity.unit_title, profile_url)

    @reify
    def intranet_url(self) -> str | None:
        """The way to the pages at work, for those who have a place there."""
        places = self._menu(Face.INTRANET) if self.user else []
        return places[0].url if places else None

    @reify
    def navigation(self) -> list[NavigationLink]:
        """The menu of this face, as far as one may use it."""
        return self._menu(self.face)

    @property
    def current_places(self) -> tuple[str, ...]:
        """Which places of the face's menu the page belongs to, shown or not."""
        path = self._request.path.rstrip("/") or "/"
        items = self._request.registry.menu_items
        return tuple(item.path for item in items if item.face is self.face and _is_current(item.path, path))

    def _menu(self, face: Face) -> list[NavigationLink]:
        path = self._request.path.rstrip("/") or "/"
        items = [item for item in self._request.registry.menu_items if item.face is face]
        return [
            NavigationLink(item.title, item.path, item.icon, _is_current(item.path, path))
            for item in sorted(items, key=lambda each: each.order)
            if item.permission is None or _may(self._request, item.permission)
            if item.visible is None or item.visible(self._request)
        ]

    @reify
    def new_items(self) -> list[NavigationLink]:
        """What the menu "Ny" offers: the types one may add at their fixed places."""
        if self.face is Face.PUBLIC or self._request.identity is None:
            return []
        records = self._request.registry.records
        found = []
        for declared in records.types.values():
            for parent in (records.types.get(name) for name in declared.parents):
                if (
                    parent
                    and parent.place
                    and declared.add_name
                    and _may(self._request, declared.add_permission)
                ):
                    url = f"/intranet/{parent.place}/{declared.add_name}"
                    found.append(NavigationLink(declared.title, url, declared.icon, current=False))
        return found

    @reify
    def keys(self) -> str | None:
        """``off`` for whoever wants no single keys."""
        source = getattr(self._request.registry, "keys_off_source", None)
        return "off" if source and not self.is_error and source(self._request) else None

    @reify
    def star(self) -> Any:
        """The star of the thing that is shown: ``id on url``; filled by the part that keeps favourites."""
        source = getattr(self._request.registry, "star_source", None)
        return source(self._request) if source and not self.is_error else None

    @reify
    def bell(self) -> int | None:
        """How many messages one has not read; ``None`` where there are none to have."""
        source = getattr(self._request.registry, "bell_source", None)
        if source is None or self.face is not Face.INTRANET or self.is_error or not self._request.identity:
            return None
        return int(source(self._request))

    @reify
    def help_url(self) -> str | None:
        """Where the help of this page stands."""
        source = getattr(self._request.registry, "help_source", None)
        return source(self._request) if source and not self.is_error else None

    @reify
    def recent(self) -> list[NavigationLink]:
        """What one opened lately; filled by the part that keeps it."""
        source = getattr(self._request.registry, "recent_source", None)
        return source(self._request) if source and self.face is Face.INTRANET and not self.is_error else []

    @reify
    def maintenance(self) -> str | None:
        """What is said of the read-only mode; ``None`` when it is off."""
        mode = maintenance_of(self._request.registry)
        return mode.message if mode.is_on else None

    @reify
    def messages(self) -> list[Message]:
        """What was left for this page to tell."""
        # Taking messages out writes the cookie: without one to take, a visitor would be
        # given a cookie by every page.
        if self.is_error or not self._request.session.peek_flash("messages"):
            return []
        return [Message(**each) for each in self._request.session.pop_flash("messages")]

    @reify
    def footer_columns(self) -> list[FooterColumn]:
        """The foot of the public face."""
        source = getattr(self._request.registry, "footer_source", None)
        return source(self._request) if source else []

    last_line = _("Demokommune. Alle navne og sager er opdigtede.")


def _visible(text: str) -> str:
    """Leave out what may not stand in a page (NUL) or would turn it round."""
    return "".join(sign for sign in text[:200] if sign.isprintable())


def _is_current(item_path: str, path: str) -> bool:
    item_path = item_path.rstrip("/") or "/"
    if item_path in {"/", "/intranet"}:
        return path == item_path
    return path == item_path or path.startswith(item_path + "/")


def _may(request: Request, permission: str | None) -> bool:
    return bool(permission) and bool(request.has_permission(permission, request.root))


def lineage_crumbs(request: Request, node: Any) -> list[Crumb]:
    """Make the crumbs from the node's own line of parents.

    On the public face only published ancestors are named, at work only readable ones.
    """
    face = face_of(request)
    line = list(lineage(node))[::-1]
    on_a_view = bool(getattr(request, "view_name", ""))
    crumbs = []
    written = written_language(request.localizer.locale_name)
    for each in line:
        lang = written
        title = getattr(each, "crumb_title", None) or getattr(each, "title", None)
        if each is request.root:
            title, lang = (
                request.localizer.translate(_("Forside") if face is Face.PUBLIC else _("Start")),
                None,
            )
        elif is_place(each):
            title, lang = place_title(request, each), None
        if title and _may_name(request, face, each):
            here = each is line[-1] and not on_a_view
            crumbs.append(Crumb(title, None if here else face_path(request, each), lang))
    return crumbs


def _may_name(request: Request, face: Face, node: Any) -> bool:
    if face is Face.PUBLIC:
        published = getattr(node, "is_published", None)
        return published is None or published(request.clock.now())
    declared = request.registry.records.of(node)
    permission = declared.read_permission if declared else None
    return bool(permission and request.has_permission(permission, node))


#: bytes of the session's cookie, which must stay under 4 kB, for messages; past that the
#: answer would fail after its work was done
_ROOM_FOR_MESSAGES = 2000
#: one sign takes up to 12 bytes
_SHORTENED = 140


def tell(request: Request, kind: str, text: str, **links: str) -> None:
    """Leave a message for the next page; when there is no room for all, the newest stay.

    :param kind: ``ok info warning error``.
    :param links: ``link_text``, ``link_url``, ``undo_url`` and ``undo_text`` when it is not "Fortryd".
    """
    message = {"kind": kind, "text": request.localizer.translate(text), **links}
    waiting = [*request.session.pop_flash("messages"), message]
    while len(waiting) > 1 and _size(waiting) > _ROOM_FOR_MESSAGES:
        del waiting[0]
    if _size(waiting) > _ROOM_FOR_MESSAGES:
        waiting = [{"kind": kind, "text": message["text"][:_SHORTENED] + "…"}]
    for each in waiting:
        request.session.flash(each, "messages")


def _size(messages: list[dict[str, str]]) -> int:
    return len(json.dumps(messages))


def put_frame_round_page(event: BeforeRender) -> None:
    """Give every template its ``frame``."""
    request = event.get("request")
    if request is None or "frame" in event:
        return
    values = event.rendering_val if isinstance(event.rendering_val, dict) else {}
    event["frame"] = Frame(
        request,
        title=values.get("title", ""),
        crumbs=values.get("crumbs"),
        is_error=bool(values.get("is_error")),
    )


def includeme(config: Configurator) -> None:
    """Put the frame round every page."""
    config.registry.kept_around = {}
    config.add_subscriber(put_frame_round_page, BeforeRender)
