"""Writing a working copy, looking at it as it will be, and putting it in the place of what is published."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.concurrent_edits import Edited
from ..kernel.danish import moment_text
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..kernel.record_forms import TEMPLATE, make_form
from ..security.permissions import Permission
from .actions import publication_values
from .at_work import TEMPLATE as PAGE_TEMPLATE
from .content import NewsItem, Page, Publication
from .form_pages import form_page, sent
from .links import Links
from .preview_frame import preview_at_work_values, preview_values
from .working_copies import AsItWillBe, begin_copy, change_copy, copy_of, drop_copy, put_in_place

BEGIN, EDIT, SHOW, PLACE, DROP = (
    "begynd-kladde",
    "kladde",
    "vis-kladde",
    "saet-kladde-i-stedet",
    "smid-kladde-vaek",
)
SHOW_AT_WORK = "vis-kladde-intranet"
_FACES = (SHOW, SHOW_AT_WORK)
_AS_IT_WILL_BE = _("Kladde. Sådan bliver siden, når kladden er sat i stedet.")
_EDIT = Permission.PAGE_EDIT
#: links in one message
_MOST_NAMED = 5


@intranet_view(Page, name=BEGIN, method="POST", permission=_EDIT)
@intranet_view(NewsItem, name=BEGIN, method="POST", permission=_EDIT)
def begin(context: Publication, request: Request) -> HTTPSeeOther:
    """Begin a copy, or go on with the one there is."""
    begin_copy(context, request.act)
    return HTTPSeeOther(face_path(request, context, EDIT))


@intranet_view(Page, name=EDIT, permission=_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=EDIT, permission=_EDIT, template=TEMPLATE)
def copy_page(context: Publication, request: Request) -> Any:
    """Show the form of the copy."""
    if context.working_copy is None:
        return _nothing(context, request)
    form = _form(context, request, _("Gem kladden"))
    form.bind_record(context.working_copy.values)
    return _page(context, request, form, _("Kladde til “${title}”"))


@intranet_view(Page, name=EDIT, method="POST", permission=_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=EDIT, method="POST", permission=_EDIT, template=TEMPLATE)
def write_copy(context: Publication, request: Request) -> Any:
    """Keep what was written in the copy."""
    form = _form(context, request, _("Gem kladden"))
    answer = sent(
        request, context, form, change_copy, lambda: Edited(copy_of(context), copy_of(context).values)
    )
    if answer is None:
        return _page(context, request, form, _("Kladde til “${title}”"))
    tell(request, "ok", _("Kladden er gemt. Det, der er udgivet, er ikke ændret."))
    _warn_of_links(context, request)
    return answer


@intranet_view(Page, name=SHOW, permission=_EDIT, template="templates/public/page.pt")
@intranet_view(NewsItem, name=SHOW, permission=_EDIT, template="templates/public/page.pt")
def show_copy(context: Publication, request: Request) -> Any:
    """Show the copy in the public frame, as it will be."""
    if context.working_copy is None:
        return _nothing(context, request)
    return preview_values(request, AsItWillBe(context), _AS_IT_WILL_BE, _FACES)


@intranet_view(Page, name=SHOW_AT_WORK, permission=_EDIT, template=PAGE_TEMPLATE)
@intranet_view(NewsItem, name=SHOW_AT_WORK, permission=_EDIT, template=PAGE_TEMPLATE)
def show_copy_at_work(context: Publication, request: Request) -> Any:
    """Show the copy as those at work will read it."""
    if context.working_copy is None:
        return _nothing(context, request)
    return preview_at_work_values(request, AsItWillBe(context), _AS_IT_WILL_BE, _FACES)


@intranet_view(Page, name=PLACE, permission=_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=PLACE, permission=_EDIT, template=TEMPLATE)
def place_page(context: Publication, request: Request) -> Any:
    """Show the copy once more, ready to be put in place."""
    copy = context.working_copy
    if copy is None:
        return _nothing(context, request)
    form = _form(context, request, _("Sæt i stedet for den udgivne"))
    form.bind_record(copy.base)
    form.bind_values({name: value for name, value in copy.values.items() if value is not None})
    return _page(context, request, form, _("Sæt kladden i stedet for “${title}”"))


@intranet_view(Page, name=PLACE, method="POST", permission=_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=PLACE, method="POST", permission=_EDIT, template=TEMPLATE)
def place(context: Publication, request: Request) -> Any:
    """Put it in place; what somebody has changed in the page meanwhile is shown beside it first."""
    form = _form(context, request, _("Sæt i stedet for den udgivne"))
    answer = sent(request, context, form, put_in_place, lambda: Edited(context, publication_values(context)))
    if answer is None:
        return _page(context, request, form, _("Sæt kladden i stedet for “${title}”"))
    tell(request, "ok", _("Kladden er sat i stedet for den udgivne."))
    return answer


@intranet_view(Page, name=DROP, method="POST", permission=_EDIT)
@intranet_view(NewsItem, name=DROP, method="POST", permission=_EDIT)
def drop(context: Publication, request: Request) -> HTTPSeeOther:
    """Throw the copy away; pressed a second time there is none."""
    if context.working_copy is None:
        return _nothing(context, request)
    drop_copy(context, request.act)
    tell(request, "ok", _("Kladden er smidt væk. Det, der er udgivet, er ikke ændret."))
    return HTTPSeeOther(face_path(request, context))


def copy_box(request: Request, node: Publication) -> dict[str, str] | None:
    """Return what an editor may do about a copy; ``None`` for what is no published page and has none."""
    copy = node.working_copy
    if copy is None:
        if node.review_state != "published":
            return None
        return {"begin_url": face_path(request, node, BEGIN)}
    names = {"edit_url": EDIT, "show_url": SHOW, "place_url": PLACE, "drop_url": DROP}
    when = moment_text(copy.changed_at, request.clock.today())
    return {
        **{key: face_path(request, node, name) for key, name in names.items()},
        "begin_url": "",
        "text": f"{when}, {copy.changed_by_name}",
    }


def _warn_of_links(context: Publication, request: Request) -> None:
    """Name links of the copy that lead nowhere; the page that follows shows those of what is published."""
    if context.working_copy is None:
        return
    faults = Links(request.root, request.registry, request.clock.now()).of_page(AsItWillBe(context))  # type: ignore[arg-type]
    if faults:
        named = "; ".join(each.words or each.address for each in faults[:_MOST_NAMED])
        tell(request, "warning", _("Links i kladden, der ikke virker: ${links}", mapping={"links": named}))


def _nothing(context: Publication, request: Request) -> HTTPSeeOther:
    tell(request, "info", _("Der er ingen kladde til den."))
    return HTTPSeeOther(face_path(request, context))


def _form(context: Publication, request: Request, label: str) -> Any:
    schema = request.registry.records.of(context).schema
    return make_form(request, schema, submit_label=label, cancel_url=face_path(request, context))


def _page(context: Publication, request: Request, form: Any, heading: str) -> dict[str, Any]:
    return form_page(request, context, form, heading, _("Kladde"))
