"""The form by which an editor sets the moment, and the button that cancels it."""

from datetime import datetime
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.concurrent_edits import Edited
from ..kernel.danish import clock_time, plain_date
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..kernel.record_forms import TEMPLATE, make_form
from ..security.permissions import Permission
from .content import NewsItem, Page, Publication
from .form_pages import form_page, sent
from .scheduling import cancel, comes_twice, moment_words, plan
from .schema import PlanSchema, PlanWithdrawalSchema

SCHEDULE, CANCEL = "planlaeg", "annuller-plan"


@intranet_view(Page, name=SCHEDULE, permission=Permission.PAGE_PUBLISH, template=TEMPLATE)
@intranet_view(NewsItem, name=SCHEDULE, permission=Permission.PAGE_PUBLISH, template=TEMPLATE)
def schedule_page(context: Publication, request: Request) -> dict[str, Any]:
    """Ask for the moment; what is planned already stands in the form."""
    form = _form(request, context)
    form.bind_record(_values(context))
    return _page(request, context, form)


@intranet_view(Page, name=SCHEDULE, method="POST", permission=Permission.PAGE_PUBLISH, template=TEMPLATE)
@intranet_view(NewsItem, name=SCHEDULE, method="POST", permission=Permission.PAGE_PUBLISH, template=TEMPLATE)
def schedule(context: Publication, request: Request) -> Any:
    """Set the moment."""
    form = _form(request, context)
    answer = sent(request, context, form, plan, lambda: Edited(context, _values(context)))
    if answer is None:
        return _page(request, context, form)
    if context.plan is not None:
        tell(request, "ok", plan_sentence(request, context))
        _tell_which_of_two(request, context.plan.at)
    return answer


@intranet_view(Page, name=CANCEL, method="POST", permission=Permission.PAGE_PUBLISH)
@intranet_view(NewsItem, name=CANCEL, method="POST", permission=Permission.PAGE_PUBLISH)
def cancel_it(context: Publication, request: Request) -> HTTPSeeOther:
    """Cancel; pressed a second time it says that nothing is planned."""
    if context.plan is None:
        tell(request, "info", _("Der er ikke planlagt noget for den"))
    else:
        cancel(context, request.act)
        tell(request, "ok", _("Planen er annulleret."))
    return HTTPSeeOther(face_path(request, context))


def plan_sentence(request: Request, node: Publication) -> str:
    """``Udgives 1.12.2026 kl. 8.00``, or when it is taken back."""
    planned = node.plan
    if planned is None:
        return ""
    text = _("Udgives ${moment}") if planned.act == "publish" else _("Trækkes tilbage ${moment}")
    return str(request.localizer.translate(_(text, mapping={"moment": moment_words(planned.at)})))


def _tell_which_of_two(request: Request, at: datetime) -> None:
    if comes_twice(at):
        mapping = {"time": clock_time(at), "day": plain_date(local(at).date())}
        text = _(
            "Uret stilles tilbage, så kl. ${time} kommer to gange den ${day}. Det sker den første gang.",
            mapping=mapping,
        )
        tell(request, "info", text)


def _values(node: Publication) -> dict[str, Any]:
    planned = node.plan
    if planned is None:
        return {"day": None, "time": None, "reason": ""}
    at = local(planned.at)
    return {"day": at.date(), "time": at.time(), "reason": planned.reason}


def _form(request: Request, node: Publication) -> Any:
    schema = PlanWithdrawalSchema if node.review_state == "published" else PlanSchema
    return make_form(request, schema, submit_label=_("Planlæg"), cancel_url=face_path(request, node))


def _page(request: Request, node: Publication, form: Any) -> dict[str, Any]:
    text = (
        _("Træk “${title}” tilbage på et tidspunkt")
        if node.review_state == "published"
        else _("Udgiv “${title}” på et tidspunkt")
    )
    return form_page(request, node, form, text, _("Planlæg"))
