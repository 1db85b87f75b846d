"""The forms about one page or piece of news: shown, shown again with what is wrong, and carried out."""

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ..kernel.concurrent_edits import Edited
from ..kernel.faces import face_path
from ..kernel.form_pages import form_page as kernel_form_page
from ..kernel.i18n import _
from ..kernel.record_forms import carry_out
from ..kernel.records import Act
from .content import Publication


def form_page(request: Request, node: Publication, form: Any, heading: Any, step: Any) -> dict[str, Any]:
    """Return what the page of a form shows; a form with errors answers 422.

    :param heading: translatable, about ``${title}``.
    :param step: how the last crumb is called, translatable.
    """
    title = _(heading, mapping={"title": node.title})
    return kernel_form_page(request, node, form, title, step=step)


def sent(
    request: Request,
    node: Publication,
    form: Any,
    do: Callable[[Any, Mapping[str, Any], Act], Any],
    edited: Callable[[], Edited],
) -> Response | None:
    """Carry out what was sent, by ``do(node, values, act)``, and lead to the page; ``None`` shows it again.

    :param edited: names what the form edits, and what it would start from now.
    """
    return carry_out(
        request,
        form,
        lambda values: do(node, values, request.act),
        where=lambda _done: face_path(request, node),
        edits=lambda _sent: edited(),
    )
