"""The administrator's page of background work."""

from datetime import datetime
from itertools import islice
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.danish import moment_text
from ..kernel.errors import DomainError
from ..kernel.faces import face_path, intranet_view
from ..kernel.form_pages import form_page
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..kernel.places import place_title
from ..kernel.record_forms import carry_out, make_form
from ..search.lists import BATCH_SIZE, Batch, start_of
from ..security.permissions import Permission
from .actions import discard_job, record_of, restart_job
from .queue import Job, JobQueue
from .schema import DiscardSchema

DISCARD_TEMPLATE = "templates/intranet/discard.pt"


@intranet_view(JobQueue, permission=Permission.JOBS_MANAGE, template="templates/intranet/queue.pt")
def queue_page(context: JobQueue, request: Request) -> dict[str, Any]:
    """Show what is parked with its error, and what waits or is being done."""
    batch = _waiting(context, request)
    parked = list(islice(context.parked.values(), BATCH_SIZE))
    return {
        "title": place_title(request, context),
        "parked": [_parked_row(context, request, job) for job in parked],
        "more_parked": len(context.parked) - len(parked),
        "batch": batch,
        "waiting": [_waiting_row(context, request, due, job) for (due, _id), job in batch],
        "restart_url": face_path(request, context, "genstart"),
    }


@intranet_view(JobQueue, name="genstart", method="POST", permission=Permission.JOBS_MANAGE)
def restart(context: JobQueue, request: Request) -> HTTPSeeOther:
    """Queue a parked job again."""
    try:
        restart_job(context, _wanted(request.POST), request.act)
    except DomainError as refusal:
        tell(request, "warning", refusal.message)
    else:
        tell(request, "ok", _("Arbejdet er sat i gang igen."))
    return HTTPSeeOther(face_path(request, context))


@intranet_view(JobQueue, name="fjern", permission=Permission.JOBS_MANAGE, template=DISCARD_TEMPLATE)
def discard_page(context: JobQueue, request: Request) -> Any:
    """Ask why a parked job is not to be done."""
    return _discard_page(context, request, _discard_form(context, request))


@intranet_view(
    JobQueue, name="fjern", method="POST", permission=Permission.JOBS_MANAGE, template=DISCARD_TEMPLATE
)
def discard(context: JobQueue, request: Request) -> Any:
    """Take a parked job away."""
    form = _discard_form(context, request)
    answer = carry_out(
        request,
        form,
        lambda values: discard_job(context, _wanted(request.GET), values["reason"], request.act),
        where=lambda _done: face_path(request, context),
    )
    if answer is None:
        return _discard_page(context, request, form)
    tell(request, "ok", _("Arbejdet er fjernet og bliver ikke gjort."))
    return answer


def _wanted(parameters: Any) -> str:
    wanted = parameters.get("id", "")
    return wanted if isinstance(wanted, str) else ""


def _discard_form(queue: JobQueue, request: Request) -> Any:
    return make_form(
        request,
        DiscardSchema,
        submit_label=_("Fjern arbejdet"),
        action=f"{face_path(request, queue, 'fjern')}?id={_plain(_wanted(request.GET))}",
        cancel_url=face_path(request, queue),
    )


def _plain(job_id: str) -> str:
    """Return the id if it may be one, else nothing: it comes from an address."""
    return job_id if job_id.isalnum() and job_id.isascii() and len(job_id) <= 32 else ""


def _discard_page(queue: JobQueue, request: Request, form: Any) -> Any:
    job = queue.parked.get(_wanted(request.GET))
    if job is None:
        tell(request, "warning", _("Arbejdet er allerede sat i gang eller fjernet."))
        return HTTPSeeOther(face_path(request, queue))
    return form_page(request, queue, form, _("Fjern arbejde"), job=_parked_row(queue, request, job))


def _waiting(queue: JobQueue, request: Request) -> Batch:
    total = len(queue.waiting)
    start = min(start_of(request.GET), max(0, (total - 1) // BATCH_SIZE * BATCH_SIZE))
    items = list(islice(queue.waiting.items(), start, start + BATCH_SIZE))
    return Batch(items, total, start, BATCH_SIZE, face_path(request, queue))


def _parked_row(queue: JobQueue, request: Request, job: Job) -> dict[str, Any]:
    say = request.localizer.translate
    mapping = {"moment": _moment(request, job.queued_at), "count": job.failures}
    facts = say(_("Bestilt ${moment}. Prøvet ${count} gange.", mapping=mapping))
    return _row(queue, request, job) | {
        "facts": facts,
        "discard_url": f"{face_path(request, queue, 'fjern')}?id={job.id}",
    }


def _waiting_row(queue: JobQueue, request: Request, due: datetime, job: Job) -> dict[str, Any]:
    say = request.localizer.translate
    mapping = {"moment": _moment(request, due)}
    if job.leased and due > request.clock.now():
        facts = _("I gang. Er det ikke færdigt ${moment}, prøver en anden.", mapping=mapping)
    elif job.leased:
        facts = _("Skulle have været færdigt ${moment}. Det bliver prøvet igen.", mapping=mapping)
    elif due > request.clock.now():
        facts = _("Venter til ${moment}.", mapping=mapping)
    else:
        facts = _("Venter på sin tur.")
    return _row(queue, request, job) | {"facts": say(facts), "running": job.leased}


def _row(queue: JobQueue, request: Request, job: Job) -> dict[str, Any]:
    say = request.localizer.translate
    fault = job.fault
    return {
        "id": job.id,
        "title": say(request.registry.job_titles.get(job.kind, job.kind)),
        "record": _record(queue, request, job),
        "error": say(fault.sentence)
        if fault
        else say(_("Fejlen er kun i maskinens log"))
        if job.failures
        else "",
        "detail": fault.detail if fault else "",
    }


def _record(queue: JobQueue, request: Request, job: Job) -> dict[str, str] | None:
    """Return a link to what the job works on, for whoever may read it: its number says that it exists."""
    node = record_of(queue, job)
    declared = request.registry.records.of(node) if node is not None else None
    if declared is None or not request.has_permission(declared.read_permission, node):
        return None
    number = getattr(node, "document_number", None) or getattr(node, "case_number", None) or node.title
    return {"title": number, "url": face_path(request, node)}


def _moment(request: Request, moment: datetime) -> str:
    return moment_text(moment, request.clock.today())
