"""A working copy: what is published stays as it is while editors write what will stand there instead.

The copy is kept on the page and is no page itself: it has no address of its own; no index, search, sitemap or
kept answer knows of it. When it takes the page's place it is compared with what the page was when the copy
was begun, as any form is that two people filled.
"""

from collections.abc import Mapping
from typing import Any

from ..audit.entering import enter
from ..kernel.clean_html import CleanHtml, cleaned
from ..kernel.i18n import _
from ..kernel.records import Act
from .actions import change_publication, checked_values, publication_values
from .content import Publication, WorkingCopy
from .errors import NotOut, NoWorkingCopy
from .journal import PAGE_COPY_BEGUN, PAGE_COPY_CHANGED, PAGE_COPY_DROPPED, PAGE_COPY_PLACED


def begin_copy(node: Publication, act: Act) -> WorkingCopy:
    """Begin a copy of what is published; the one there is goes on.

    :raises NotOut: when it is not published: then it is itself a draft.
    """
    if node.working_copy is not None:
        return node.working_copy
    if node.review_state != "published":
        raise NotOut(_("Den er ikke offentliggjort. Ret den selv"))
    values = publication_values(node)
    node.working_copy = WorkingCopy(values, act)
    enter(node, act, PAGE_COPY_BEGUN)
    return node.working_copy


def change_copy(node: Publication, values: Mapping[str, Any], act: Act) -> None:
    """Change the copy; nobody but editors sees it.

    :raises NoWorkingCopy: when it was put in place or thrown away meanwhile.
    :raises SeveralErrors: when dates are reversed or a text looks like a CPR number.
    """
    copy = copy_of(node)
    values = checked_values(values)
    if {**copy.values, **values} == copy.values:
        return
    copy.values = {**copy.values, **values}
    copy.changed_at, copy.changed_by, copy.changed_by_name = act.at, act.by, act.by_name
    enter(node, act, PAGE_COPY_CHANGED)


def put_in_place(node: Publication, values: Mapping[str, Any], act: Act) -> None:
    """Let the copy stand where the page stood; its readers see it at once.

    :param values: of the copy, as the form that compared them gives them.
    :raises NoWorkingCopy: when it was put in place or thrown away meanwhile.
    :raises AudienceFixed: when other people are to read it.
    """
    copy_of(node)
    change_publication(node, values, act)
    node.working_copy = None
    enter(node, act, PAGE_COPY_PLACED)


def drop_copy(node: Publication, act: Act) -> None:
    """Throw the copy away; what is published stays.

    :raises NoWorkingCopy: when there is none.
    """
    copy_of(node)
    node.working_copy = None
    enter(node, act, PAGE_COPY_DROPPED)


def copy_of(node: Publication) -> WorkingCopy:
    """Return the copy.

    :raises NoWorkingCopy: when there is none.
    """
    if node.working_copy is None:
        raise NoWorkingCopy(_("Kladden er sat i stedet eller smidt væk af en kollega"))
    return node.working_copy


class AsItWillBe:
    """A page with the facts of its copy, to be looked at and nothing else; all besides is the page's own."""

    def __init__(self, node: Publication) -> None:
        """Lay the copy over the page."""
        self._node = node
        self.__dict__.update(copy_of(node).values)

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """That of the page: what shows pages asks for it."""
        return type(self._node)

    @property
    def text(self) -> CleanHtml:
        """The text as it may be shown."""
        return cleaned(self.body)

    def __getattr__(self, name: str) -> Any:
        """Ask the page."""
        return getattr(self._node, name)
