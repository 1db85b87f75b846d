"""The administrator's page of background work."""

from itertools import islice
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..audit.entering import enter
from ..kernel.danish import moment_text
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..security.permissions import Permission
from .journal import JOB_RESTARTED
from .queue import Job, JobQueue

_SHOWN = 50


@intranet_view(JobQueue, permission=Permission.JOBS_MANAGE, template="templates/intranet/queue.pt")
def queue_page(context: JobQueue, request: Request) -> dict[str, Any]:
    """Show how much waits, and what is parked with its error."""
    parked = list(islice(context.parked.values(), _SHOWN))
    return {
        "title": context.title,
        "waiting": len(context.waiting),
        "parked": [_row(request, job) for job in parked],
        "restart_url": face_path(request, context, "genstart"),
    }


@intranet_view(JobQueue, name="genstart", method="POST", permission=Permission.JOBS_MANAGE)
def restart_job(context: JobQueue, request: Request) -> HTTPSeeOther:
    """Queue a parked job again."""
    wanted = request.POST.get("id", "")
    if isinstance(wanted, str) and context.restart(wanted, request.clock.now()):
        enter(context, request.act, JOB_RESTARTED)
        tell(request, "ok", _("Arbejdet er sat i gang igen."))
    else:
        tell(request, "warning", _("Arbejdet er allerede sat i gang eller fjernet."))
    return HTTPSeeOther(face_path(request, context))


def _row(request: Request, job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "error": job.error,
        "queued": moment_text(job.queued_at, request.clock.today()),
        "failures": job.failures,
    }
