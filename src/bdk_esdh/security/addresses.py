"""Where a request comes from, as exactly as each use needs and no more.

The address is the one the server itself tells (``REMOTE_ADDR``): behind a proxy that
``trusted_proxy`` names, waitress has put the client's there. What a client says of
itself in headers is never asked.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from pyramid.request import Request

UNKNOWN = ""
#: a household or small office gets a whole network of this size, and may use any address of it
_ONE_CLIENT_V6 = 64
_ROUGH = {4: 24, 6: 48}


def client_key(request: Request) -> str:
    """Return what names one client: its address, of IPv6 the network it may choose from."""
    address = _address(request)
    if address is None:
        return UNKNOWN
    if address.version == 6:
        return str(ip_network((address, _ONE_CLIENT_V6), strict=False))
    return str(address)


def rough_network(request: Request) -> str:
    """Return the network somebody comes from, too rough to name a household."""
    address = _address(request)
    return str(ip_network((address, _ROUGH[address.version]), strict=False)) if address else UNKNOWN


def _address(request: Request) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
