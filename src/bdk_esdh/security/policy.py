"""How a request is judged: permission by role, reading by ``may_read``.

The public face shows what is published and asks nothing else; every other face
asks both whether a role allows the act and whether the thing may be read.
"""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request, RequestLocalCache
from pyramid.security import Allowed, Denied

from ..kernel.records import Act
from .identity import ANONYMOUS_PRINCIPALS, Identity
from .permissions import FOR_EVERYONE, Permission
from .readers import may_read
from .roles import permissions_of
from .tokens import login_of

IdentitySource = Callable[[Request, str], Identity | None]


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
        return source(request, login)

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
    """Judge whether ``identity`` may do ``permission`` to ``context``.

    What everyone may do needs no reading right: whether a thing is published is
    asked by the public view itself, which builds its public record or has none.
    """
    if permission in FOR_EVERYONE:
        return Allowed("everyone may %s", permission)
    if identity is None:
        return Denied("%s needs a login", permission)
    if Permission(permission) not in permissions_of(identity.roles):
        return Denied("no role of %s allows %s", identity.login, permission)
    if not may_read(context, identity.principals):
        return Denied("%s may not read this", identity.login)
    return Allowed("%s may %s", identity.login, permission)


def principals_of(request: Request) -> frozenset[str]:
    """Return the reader tokens that whoever makes ``request`` holds."""
    identity = request.identity
    return identity.principals if identity else ANONYMOUS_PRINCIPALS


def act_of(request: Request) -> Act:
    """Return who acts and when, for an action to enter in what it does."""
    identity = request.identity
    return Act(
        by=identity.login if identity else "anonymous",
        by_name=identity.name if identity else "",
        at=request.clock.now(),
        registry=request.registry,
    )


def set_identity_source(config: Configurator, source: IdentitySource) -> None:
    """Directive: say who knows the people; ``source(request, login)``, or its dotted name."""
    config.registry.identity_source = config.maybe_dotted(source)


def includeme(config: Configurator) -> None:
    """Install the policy."""
    config.add_directive("set_identity_source", set_identity_source)
    config.set_security_policy(EsdhSecurityPolicy(config.registry))
    config.add_request_method(principals_of, "principals", reify=True)
    config.add_request_method(act_of, "act", reify=True)
