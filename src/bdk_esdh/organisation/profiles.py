"""The way to one's own page, from every page."""

from pyramid.request import Request

from ..kernel.faces import face_path
from ..kernel.records import Face
from ..security.permissions import Permission
from .actions import people_of


def profile_url(request: Request) -> str | None:
    """Return where whoever is logged in finds oneself.

    Those who may not see the organisation (politicians) come to the one thing of it that is
    theirs, the password; citizens have nothing at work.
    """
    person = people_of(request.root).get(request.identity.login)
    if person is None:
        return None
    if request.has_permission(Permission.ORGANISATION_VIEW, person):
        return face_path(request, person, face=Face.INTRANET)
    if request.has_permission(Permission.PASSWORD_CHANGE, person):
        return face_path(request, person, "adgangskode", face=Face.INTRANET)
    return None
