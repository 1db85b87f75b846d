"""Pages of the classification at work."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view
from ..security.permissions import Permission
from .content import Classification


@intranet_view(Classification, permission=Permission.CLASSIFICATION_VIEW, template="templates/intranet/classification.pt")
def classification_page(context: Classification, request: Request) -> dict[str, Any]:
    """List the main groups."""
    return {"title": context.title, "url": face_path(request, context)}
