"""The number on the start page of who writes pages."""

from typing import Any

from pyramid.request import Request

from ..kernel.i18n import _
from .intranet import PLACE
from .listing import faulty_pages


def links_tile(request: Request) -> dict[str, Any] | None:
    """Count the pages one may mend whose links lead nowhere."""
    count = sum(1 for _node, links in faulty_pages(request) if links.broken)
    if not count:
        return None
    words = _("side med links der ikke virker") if count == 1 else _("sider med links der ikke virker")
    text = request.localizer.translate(words)
    return {"number": count, "text": text, "url": f"/intranet/{PLACE}", "late": False}
