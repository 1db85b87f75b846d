"""Which capabilities are switched on, told by the types they declare."""

from pyramid.request import Request


def is_on(request: Request, type_name: str) -> bool:
    """Tell whether the capability that declares ``type_name`` is configured."""
    return type_name in request.registry.records.types
