"""What the page of a form shows: the form, its heading, the way there, and that it has errors."""

from typing import Any

from pyramid.request import Request

from .forms import Form
from .i18n import _
from .page_frame import Crumb, lineage_crumbs


def form_page(
    request: Request, context: Any, form: Form | None, title: Any, *, step: Any = None, **more: Any
) -> dict[str, Any]:
    """Return what the page of a form shows; with errors in it, 422 and a title that begins with that.

    :param context: the thing it is about; the way to the page is the way to it, and one step.
    :param title: the heading, translatable or translated.
    :param step: how the last crumb is called; as the heading when left out.
    :param more: what the template takes beside title, heading, form and crumbs, or in their place.
    """
    say = request.localizer.translate
    heading = shown = say(title)
    if form is not None and form.has_errors:
        request.response.status_int = 422
        shown = say(_("Fejl: ${title}", mapping={"title": heading}))
    crumbs = [*lineage_crumbs(request, context), Crumb(say(step) if step else heading, None)]
    return {"title": shown, "heading": heading, "form": form, "crumbs": crumbs, **more}
