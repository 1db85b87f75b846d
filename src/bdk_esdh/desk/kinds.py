"""What a person can be told, each as a kind one can do without. The codes are stored."""

from collections.abc import Callable
from dataclasses import dataclass

from ..kernel.i18n import _
from ..security.identity import Identity
from ..security.permissions import Permission
from ..security.roles import permissions_of


@dataclass(frozen=True)
class NoticeKind:
    """A kind of message.

    :param sentence: with ``name`` of who did it, ``detail``, and what it is about after it.
    :param choice: how the profile calls it.
    :param concerns: tells of a person whether he or she can ever get it; nothing else is offered as a choice.
    """

    code: str
    sentence: str
    choice: str
    concerns: Callable[[Identity], bool] = lambda identity: identity.is_staff


def _holds(*permissions: Permission) -> Callable[[Identity], bool]:
    """Tell of those whose roles give one of these."""
    return lambda identity: not permissions_of(identity.roles).isdisjoint(permissions)


CASE_GIVEN = NoticeKind("case_given", _("${name} har givet dig sagen"), _("En sag bliver min"))
DOCUMENT_GIVEN = NoticeKind(
    "document_given", _("${name} har fordelt til dig"), _("Et dokument fordeles til mig")
)
DEADLINE_NEAR = NoticeKind("deadline_near", _("Fristen er ${detail}"), _("En frist på min sag nærmer sig"))
AGENDA_PUBLISHED = NoticeKind(
    "agenda_published",
    _("Dagsordenen er offentliggjort"),
    _("En dagsorden i mit udvalg offentliggøres"),
    lambda identity: bool(identity.bodies),
)
ACCESS_GIVEN = NoticeKind(
    "access_given", _("${name} har givet dig adgang"), _("Jeg får adgang til noget"), lambda _identity: True
)
LETTER_REGISTERED = NoticeKind(
    "letter_registered",
    _("${name} har registreret dit brev"),
    _("Mit brev fra postrummet registreres"),
    _holds(Permission.DOCUMENT_ADD),
)
LINKS_BROKEN = NoticeKind(
    "links_broken",
    _("Links, der ikke virker, fundet ${detail}"),
    _("Links på en side, jeg har rettet sidst, virker ikke længere"),
    _holds(Permission.PAGE_EDIT, Permission.MEETING_EDIT),
)

KINDS = {
    kind.code: kind
    for kind in (
        CASE_GIVEN, DOCUMENT_GIVEN, DEADLINE_NEAR, AGENDA_PUBLISHED, ACCESS_GIVEN, LETTER_REGISTERED,
        LINKS_BROKEN,
    )
}  # fmt: skip
