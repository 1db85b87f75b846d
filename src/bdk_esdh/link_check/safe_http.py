"""Asking an address that somebody typed, without letting it lead into the inner net.

A name is looked up once, every address it has must be one of the open internet, and the connection goes to
the very address that was looked at: a name that answers otherwise the second time gains nothing. Each
redirect begins anew. Nothing of an answer but its status and where it leads is read, and nothing of ours is
sent: no cookie, no address of the page that links.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

USER_AGENT = "bdk-esdh-linktjek/1.0 (tjekker links paa kommunens hjemmeside)"
TIMEOUT_SECONDS = 10.0
#: for one question, however slowly an answer drips
LONGEST_SECONDS = 20.0
_MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: answers of sites that know no HEAD, or answer it wrongly
_ASK_AGAIN_BY_GET = 400
_EMBEDDING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotReached(Exception):
    """There was no answer, whatever the reason: which one it was is told to nobody."""


class NotAsked(NotReached):
    """The address lies where we do not go."""


def is_of_the_open_internet(address: Address) -> bool:
    """Tell whether an address belongs to the open internet, also when it holds another one inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if inside is not None:
            return is_of_the_open_internet(inside)
        if address.teredo is not None or any(address in network for network in _EMBEDDING):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    )


class NotJudged(Exception):
    """The site is of the open internet, at a port that we do not ask."""


class Asker:
    """Asks for addresses.

    :param allowed: ``host:port`` of servers that may be asked wherever they lie; never in production.
    :param before: called with the host before each question; waits its turn.
    """

    def __init__(
        self, allowed: frozenset[str] = frozenset(), before: Callable[[str], None] = lambda _host: None
    ) -> None:
        """Ask nobody yet."""
        self._allowed, self._before = allowed, before

    def status(self, url: str) -> int:
        """Return the status that a visitor gets at the end of all redirects.

        :raises NotAsked: when the address, or one it leads to, is not of the open internet.
        :raises NotReached: when nobody answers in time.
        :raises NotJudged: when it is at another port than those of the web.
        """
        for _step in range(_MOST_REDIRECTS + 1):
            status, leads_to = self._ask(url, "HEAD")
            if status >= _ASK_AGAIN_BY_GET:
                status, leads_to = self._ask(url, "GET")
            if status not in _REDIRECTS or not leads_to:
                return status
            url = urljoin(url, leads_to)
        raise NotReached

    def _ask(self, url: str, method: str) -> tuple[int, str]:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
            host = host.encode("idna").decode("ascii") if not host.isascii() else host
        except ValueError as error:
            raise NotAsked from error
        if parts.scheme not in _PORTS or not host or parts.username is not None:
            raise NotAsked
        ip = self._address_of(host, port)
        self._before(host)
        connection = _Pinned(host, port, ip, tls=parts.scheme == "https")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        clock = threading.Timer(LONGEST_SECONDS, connection.break_off)
        clock.daemon = True
        clock.start()
        try:
            connection.request(method, _quoted(path), headers={"User-Agent": USER_AGENT, "Accept": "*/*"})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location") or ""
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotReached from error
        finally:
            clock.cancel()
            connection.close()

    def _address_of(self, host: str, port: int) -> str:
        """Return the one address that will be asked.

        :raises NotAsked: when any address of the name lies elsewhere than in the open internet.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NotReached from error
        addresses = [str(each[4][0]).partition("%")[0] for each in found]
        if f"{host}:{port}" in self._allowed:
            return addresses[0]
        if not addresses or not all(map(is_of_the_open_internet, map(ipaddress.ip_address, addresses))):
            raise NotAsked
        if port not in _PORTS.values():
            raise NotJudged
        return addresses[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, for a name that the certificate must bear."""

    def __init__(self, host: str, port: int, ip: str, *, tls: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT_SECONDS)
        self.default_port = _PORTS["https" if tls else "http"]
        self._ip, self._tls = ip, tls

    def connect(self) -> None:
        """Connect to the address, not to the name."""
        self.sock = socket.create_connection((self._ip, self.port), TIMEOUT_SECONDS)
        if self._tls:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def break_off(self) -> None:
        """End it from outside: its time is up."""
        try:
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def _quoted(path: str) -> str:
    """Write what is not ASCII, and what ends a line, as bytes."""
    return "".join(
        sign if "!" <= sign <= "~" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in path
    )
