"""Earlier texts of a page: each change keeps what stood there, and an editor can put it back."""

from ..audit.entering import enter
from ..kernel.i18n import _
from ..kernel.records import Act
from .actions import change_publication, publication_values
from .content import EarlierText, Publication
from .errors import NoSuchText
from .journal import PAGE_PUT_BACK

#: what is put back; who reads the page, and when, stays as it is now
TEXTS = ("title", "lead", "body", "contact_phone", "contact_mail")


def earlier_text(node: Publication, number: str) -> EarlierText:
    """Return the earlier text with a number, as an address or a button has it.

    :raises NoSuchText: when there is none, or no longer.
    """
    for each in node.earlier:
        if str(each.number) == number:
            return each
    raise NoSuchText(_("Den udgave er her ikke længere"))


def put_back(node: Publication, number: str, act: Act) -> None:
    """Let an earlier text stand on the page again; what stands there now is kept as the latest of them.

    :raises NoSuchText: when there is none with that number.
    :raises SeveralErrors: when it looks like it holds a CPR number.
    """
    chosen = earlier_text(node, number)
    texts = {name: chosen.values.get(name) for name in TEXTS}
    change_publication(node, {**publication_values(node), **texts}, act)
    enter(node, act, PAGE_PUT_BACK)
