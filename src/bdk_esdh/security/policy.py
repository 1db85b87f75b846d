"""How a request is judged: permission by role or by being named, reading by ``may_read``.

The public face shows what is published and asks nothing else; every other face
asks both whether a role, or the sharing of the thing, allows the act and whether
the thing may be read.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request, RequestLocalCache
from pyramid.security import Allowed, Denied

from ..kernel.records import ANONYMOUS, Act
from .grants import LEVEL_PERMISSIONS, Level, level_permissions, reach_of
from .identity import ANONYMOUS_PRINCIPALS, Identity
from .permissions import FOR_EVERYONE, Permission
from .readers import EVERYONE, is_cut_off, may_read, reader_tokens
from .roles import permissions_of
from .tokens import login_of

IdentitySource = Callable[[Request, str], Identity | None]
#: ``source(request, identity)`` returns tokens that the person holds for a while
TokenSource = Callable[[Request, Identity], frozenset[str]]


class EsdhSecurityPolicy:
    """The one security policy of the application."""

    def __init__(self, registry: Any) -> None:
        """Keep the registry, where the source of identities will be found."""
        self._registry = registry
        # Asked for by every permission check of a page; the person is read once.
        self._identities = RequestLocalCache(self._load_identity)

    def identity(self, request: Request) -> Identity | None:
        """Return who makes ``request``, or ``None`` for the anonymous."""
        identity: Identity | None = self._identities.get_or_create(request)
        return identity

    def _load_identity(self, request: Request) -> Identity | None:
        login = login_of(request)
        if login is None:
            return None
        source: IdentitySource = self._registry.identity_source
        identity = source(request, login)
        return identity and with_passing_tokens(request, identity)

    def authenticated_userid(self, request: Request) -> str | None:
        """Return the login of who makes ``request``."""
        identity = request.identity
        return identity.login if identity else None

    def permits(self, request: Request, context: Any, permission: str) -> Allowed | Denied:
        """Judge one act on one node."""
        return permits(request.identity, context, permission)

    def remember(self, _request: Request, _userid: str, **_kw: Any) -> list[tuple[str, str]]:
        """Not used: logging in writes the session (``sessions.open_session``)."""
        return []

    def forget(self, _request: Request, **_kw: Any) -> list[tuple[str, str]]:
        """Not used: logging out ends the session."""
        return []


def permits(identity: Identity | None, context: Any, permission: str) -> Allowed | Denied:
    """Judge whether ``identity`` may do ``permission`` to ``context`` (forvaltningsloven § 27).

    What everyone may do needs no reading right: whether a thing is published is
    for its public page to say. What is kept to those named has no public page.
    """
    permission = Permission(permission)
    if permission in FOR_EVERYONE:
        if permission is Permission.PUBLIC_VIEW and is_cut_off(context):
            return Denied("this is for those named alone")
        return Allowed("everyone may %s", permission)
    if identity is None:
        return Denied("%s needs a login", permission)
    ways = (by_role, by_sharing, by_itself)
    if not any(way(identity, context, permission) for way in ways):
        return Denied("neither role nor sharing allows %s %s", identity.login, permission)
    # What one holds for a while is for reading: whoever has opened a case in an emergency and could
    # share it, or become its caseworker, would have opened it for good.
    passing = permission.endswith(":view")
    if not may_read(context, identity.principals if passing else identity.lasting_principals):
        return Denied("%s may not read this", identity.login)
    return Allowed("%s may %s", identity.login, permission)


def by_role(identity: Identity, node: Any, permission: Permission) -> bool:
    """Tell whether a role allows ``permission``.

    Who may do what to a thing is for those whose role lets them change that very thing:
    an editor of pages has no say in who reads a case.
    """
    held = permissions_of(identity.roles)
    if permission is Permission.SHARING_MANAGE and changing_permission(node) not in held:
        return False
    return permission in held


def by_sharing(identity: Identity, node: Any, permission: Permission) -> bool:
    """Tell whether those named on ``node`` or above it may do ``permission``, this person among them.

    Only those who work here are given more than reading. And nobody changes by being named
    what everybody can read: that is for the roles that answer to the public.
    """
    if permission not in LEVEL_PERMISSIONS[Level.MANAGE]:
        return False
    if permission not in LEVEL_PERMISSIONS[Level.READ]:
        if not identity.is_staff:
            return False
        if permission == changing_permission(node) and EVERYONE in reader_tokens(node):
            return False
    return permission in level_permissions(reach_of(node).grants, identity.principals)


def by_itself(identity: Identity, node: Any, permission: Permission) -> bool:
    """Tell whether ``node`` lets this very person: a unit its own administrators."""
    own = getattr(node, "local_permissions", None)
    return own is not None and permission in own(identity)


def changing_permission(node: Any) -> Permission:
    """Return what one needs to change ``node`` itself; for a fixed place, what administrators have."""
    declared = type(node).__dict__.get("__record__")
    named = declared and (declared.edit_permission or declared.add_permission)
    return Permission(named) if named else Permission.ORGANISATION_MANAGE


def with_passing_tokens(request: Request, identity: Identity) -> Identity:
    """Return ``identity`` with the tokens it holds for a while."""
    sources = getattr(request.registry, "token_sources", ())
    extra = frozenset().union(*(source(request, identity) for source in sources))
    return replace(identity, extra=extra) if extra else identity


def principals_of(request: Request) -> frozenset[str]:
    """Return the reader tokens that whoever makes ``request`` holds."""
    identity = request.identity
    return identity.principals if identity else ANONYMOUS_PRINCIPALS


def act_of(request: Request) -> Act:
    """Return who acts and when, for an action to enter in what it does."""
    identity = request.identity
    return Act(
        by=identity.login if identity else ANONYMOUS,
        by_name=identity.name if identity else "",
        at=request.clock.now(),
        registry=request.registry,
    )


def set_identity_source(config: Configurator, source: IdentitySource) -> None:
    """Directive: say who knows the people; ``source(request, login)``, or its dotted name."""
    config.registry.identity_source = config.maybe_dotted(source)


def add_token_source(config: Configurator, source: TokenSource) -> None:
    """Directive: say who knows of tokens that people hold for a while, or its dotted name."""
    source = config.maybe_dotted(source)
    config.action(("token source", source), lambda: config.registry.token_sources.append(source))


def includeme(config: Configurator) -> None:
    """Install the policy."""
    config.registry.token_sources = []
    config.add_directive("add_token_source", add_token_source)
    config.add_directive("set_identity_source", set_identity_source)
    config.set_security_policy(EsdhSecurityPolicy(config.registry))
    config.add_request_method(principals_of, "principals", reify=True)
    config.add_request_method(act_of, "act", reify=True)
