"""The administrator's page for bringing in an edition: choose a file, see what it changes, bring it in."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.danish import moment_text, plain_date
from ..kernel.errors import DomainError
from ..kernel.faces import face_path, intranet_view
from ..kernel.forms import Form
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs, tell
from ..kernel.record_forms import carry_out, make_form
from ..security.permissions import Permission
from .content import Classification, PendingEdition
from .editions import Refusal
from .import_actions import discard_edition, edition_of, keep_edition, start_import
from .import_texts import FIELDS, reason_text
from .importing import Difference, Report, compare
from .schema import EditionSchema

MANAGE = Permission.CLASSIFICATION_MANAGE
TEMPLATE = "templates/intranet/import.pt"
_SHOWN = 50
_GROUPS = (
    ("new", _("Nye")),
    ("changed", _("Ændrede")),
    ("retired", _("Går ud af brug")),
)


@intranet_view(Classification, name="importer", permission=MANAGE, template=TEMPLATE)
def import_page(context: Classification, request: Request) -> dict[str, Any]:
    """Show the form, and what the edition that was read last would change or has changed."""
    return _page(context, request, _form(context, request))


@intranet_view(
    Classification,
    name="importer",
    method="POST",
    permission=MANAGE,
    template=TEMPLATE,
)
def read_file(context: Classification, request: Request) -> Any:
    """Read the chosen file; nothing is brought in yet."""
    form = _form(context, request)
    here = face_path(request, context, "importer")

    # The page is drawn before the callback runs, and the form may need the file until then.
    request.add_finished_callback(_close_files)

    def read(values: dict[str, Any]) -> PendingEdition:
        return keep_edition(context, values["file"].stream, values["file"].filename, request.act)

    answer = carry_out(request, form, read, where=lambda _pending: here)
    return answer or _page(context, request, form)


@intranet_view(Classification, name="importer-start", method="POST", permission=MANAGE)
def start(context: Classification, request: Request) -> HTTPSeeOther:
    """Have the edition brought in."""
    try:
        start_import(context, request.act)
    except DomainError as refused:
        tell(request, "warning", refused.message)
    else:
        tell(request, "ok", _("Udgaven bliver indlæst. Du kan gå fra siden imens."))
    return HTTPSeeOther(face_path(request, context, "importer"))


@intranet_view(Classification, name="importer-kasser", method="POST", permission=MANAGE)
def discard(context: Classification, request: Request) -> HTTPSeeOther:
    """Let the edition go without bringing it in."""
    try:
        discard_edition(context, request.act)
    except DomainError as refused:
        tell(request, "warning", refused.message)
    else:
        tell(request, "ok", _("Filen er lagt væk. Intet er ændret."))
    return HTTPSeeOther(face_path(request, context, "importer"))


def _close_files(request: Request) -> None:
    for value in request.POST.values():
        if hasattr(value, "file"):
            value.file.close()


def _form(context: Classification, request: Request) -> Form:
    return make_form(
        request,
        EditionSchema,
        submit_label=_("Læs filen"),
        action=face_path(request, context, "importer"),
        cancel_url=face_path(request, context),
    )


def _page(context: Classification, request: Request, form: Form) -> dict[str, Any]:
    heading = title = request.localizer.translate(_("Indlæs emner"))
    if form.has_errors:
        request.response.status_int = 422
        title = request.localizer.translate(_("Fejl: ${title}", mapping={"title": heading}))
    pending = context.pending
    is_running = pending is not None and pending.state == "running"
    return {
        "title": title,
        "crumbs": [*lineage_crumbs(request, context), Crumb(heading, None)],
        "heading": heading,
        "form": form if form.has_errors or not is_running else None,
        "pending": _pending(context, request, pending) if pending is not None else None,
        "start_url": face_path(request, context, "importer-start"),
        "discard_url": face_path(request, context, "importer-kasser"),
        "here": face_path(request, context, "importer"),
    }


def _pending(context: Classification, request: Request, pending: PendingEdition) -> dict[str, Any]:
    translate = request.localizer.translate
    today = request.clock.today()
    report = compare(context, edition_of(pending)) if pending.state == "checked" else None
    counts = {**pending.counts, **(report.counts if report else {}), "refused": pending.counts["refused"]}
    return {
        "filename": pending.filename,
        "published": plain_date(pending.published) if pending.published else None,
        "read": f"{moment_text(pending.read_at, today)}, {pending.read_by}",
        "state": pending.state,
        "heading": translate(_verdict(pending, counts)),
        "done": pending.done,
        "batches": len(pending.batches),
        "finished": moment_text(pending.finished_at, today) if pending.finished_at else None,
        "tiles": _tiles(translate, counts),
        "may_start": pending.state == "checked" and _work(counts) > 0,
        "button": translate(_button(_work(counts))),
        "groups": _groups(request, report) if report else [],
        "refused": [_refusal(translate, Refusal(*each)) for each in pending.refused[:_SHOWN]],
        "refused_more": max(0, counts["refused"] - _SHOWN),
    }


def _button(count: int) -> Any:
    return _("Indlæs 1 ændring") if count == 1 else _("Indlæs ${count} ændringer", mapping={"count": count})


def _work(counts: dict[str, int]) -> int:
    return sum(counts.get(name, 0) for name in ("new", "changed", "retired"))


def _verdict(pending: PendingEdition, counts: dict[str, int]) -> Any:
    if pending.state == "running":
        return _("Udgaven bliver indlæst")
    if pending.state == "done":
        return _("Udgaven er indlæst")
    if not pending.total:
        return _("Filen har ingen rækker, der kan indlæses")
    if not _work(counts):
        return _("Filen ændrer intet: alt står her allerede")
    return _("Det sker der, hvis du indlæser filen")


def _tiles(translate: Any, counts: dict[str, int]) -> list[dict[str, Any]]:
    titles = {
        "new": _("nye"),
        "changed": _("ændrede"),
        "retired": _("går ud af brug"),
        "unchanged": _("uændrede"),
        "refused": _("kan ikke indlæses"),
    }
    return [
        {"count": counts[name], "title": translate(title), "bad": name == "refused" and counts[name] > 0}
        for name, title in titles.items()
        if name in counts
    ]


def _groups(request: Request, report: Report) -> list[dict[str, Any]]:
    translate = request.localizer.translate
    groups = []
    for name, title in _GROUPS:
        differences = getattr(report, name)
        if differences:
            shown = [_difference(translate, each) for each in differences[:_SHOWN]]
            more = max(0, len(differences) - _SHOWN)
            groups.append(
                {"title": translate(title), "count": len(differences), "lines": shown, "more": more}
            )
    return groups


def _difference(translate: Any, difference: Difference) -> dict[str, str]:
    row = difference.row
    detail = ", ".join(translate(FIELDS[name]) for name in difference.fields)
    if "title" in difference.fields:
        detail = f"{detail} · {translate(_('før: ${title}', mapping={'title': difference.before}))}"
    if row.retired:
        detail = " · ".join(filter(None, (detail, plain_date(row.retired))))
    return {"number": row.number, "title": row.title, "detail": detail}


def _refusal(translate: Any, refused: Refusal) -> dict[str, Any]:
    return {"line": refused.line, "text": refused.text, "reason": translate(reason_text(refused.reason))}
