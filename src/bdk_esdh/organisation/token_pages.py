"""The page "Adgangstegn til programmer": one's own, or those of somebody one administers, to revoke."""

from datetime import timedelta
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.danish import moment_text, plain_date
from ..kernel.errors import DomainError
from ..kernel.faces import face_path, intranet_view
from ..kernel.forms import Form
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs, tell
from ..kernel.record_forms import carry_out, make_form
from ..security.permissions import Permission
from ..security.personal_tokens import PersonalToken
from .content import Person
from .logging_in import require_own_password
from .schema import SCOPES, TokenSchema
from .session_pages import require_own_or_administered
from .token_actions import make_token, revoke_token, tokens_in_use

NAME, REVOKE = "adgangstegn", "tilbagekald-adgangstegn"
_USUAL_DAYS = 90
_TEMPLATE = "templates/intranet/tokens.pt"


@intranet_view(Person, name=NAME, permission=Permission.SESSION_MANAGE, template=_TEMPLATE)
def tokens_page(context: Person, request: Request) -> dict[str, Any]:
    """Show which programs have a token of the person, and the form for one more."""
    own = require_own_or_administered(context, request)
    form = _form(context, request) if own else None
    if form is not None:
        last = request.clock.today() + timedelta(days=_USUAL_DAYS)
        form.bind_values({"scope": "read", "expires": last})
    return _page(context, request, form)


@intranet_view(Person, name=NAME, method="POST", permission=Permission.SESSION_MANAGE, template=_TEMPLATE)
def make(context: Person, request: Request) -> Any:
    """Make a token, and show it in this answer alone."""
    if not require_own_or_administered(context, request):
        raise HTTPForbidden
    form = _form(context, request)
    try:
        require_own_password(request, context, str(request.POST.get("current_password", "")))
    except DomainError as refusal:
        # What else has to be mended is told with it.
        carry_out(request, form, _refuse(refusal), where=str)
        return _page(context, request, form if form.has_errors else form.add_errors([refusal]))
    made: list[str] = []
    answer = carry_out(
        request,
        form,
        lambda values: made.append(make_token(context, values, request.act)),
        where=lambda _nothing: face_path(request, context, NAME),
    )
    if answer is None:
        return _page(context, request, form)
    if not made:  # the same form sent again made nothing, and nobody knows what the first one made
        tell(request, "info", _("Adgangstegnet er lavet. Det vises kun én gang."))
        return answer
    request.response.headers["Cache-Control"] = "no-store"
    return _page(context, request, None, token=made[0])


def _refuse(refusal: DomainError) -> Any:
    def do(_values: Any) -> None:
        raise refusal

    return do


@intranet_view(Person, name=REVOKE, method="POST", permission=Permission.SESSION_MANAGE)
def revoke(context: Person, request: Request) -> HTTPSeeOther:
    """Revoke one."""
    require_own_or_administered(context, request)
    done = revoke_token(context, str(request.POST.get("tegn", "")), request.act)
    text = _("Adgangstegnet er tilbagekaldt.") if done else _("Det var allerede tilbagekaldt.")
    tell(request, "ok" if done else "info", text)
    return HTTPSeeOther(face_path(request, context, NAME))


def _form(person: Person, request: Request) -> Form:
    here = face_path(request, person, NAME)
    return make_form(request, TokenSchema, submit_label=_("Lav adgangstegn"), action=here)


def _page(person: Person, request: Request, form: Form | None, token: str = "") -> dict[str, Any]:
    say = request.localizer.translate
    own = form is not None or bool(token)
    words = (
        _("Dine adgangstegn til programmer")
        if own
        else _("Adgangstegn, som ${name} har lavet", mapping={"name": person.title})
    )
    heading = title = say(words)
    if form is not None and form.has_errors:
        request.response.status_int = 422
        title = say(_("Fejl: ${title}", mapping={"title": heading}))
    return {
        "title": title,
        "heading": heading,
        "form": form,
        "token": token,
        "rows": [_row(request, *each) for each in tokens_in_use(person, request.clock.now())],
        "revoke_url": face_path(request, person, REVOKE),
        "crumbs": [*lineage_crumbs(request, person), Crumb(say(_("Adgangstegn")), None)],
        "empty": {
            "title": say(_("Ingen adgangstegn")),
            "text": say(_("Intet program har adgang ved et adgangstegn.")),
        },
    }


def _row(request: Request, handle: str, token: PersonalToken) -> dict[str, Any]:
    say, today = request.localizer.translate, request.clock.today()
    last_day = local(token.expires_at - timedelta(seconds=1)).date()
    used = say(_("aldrig brugt"))
    if token.used_at is not None:
        used = say(_("sidst brugt ${when}", mapping={"when": moment_text(token.used_at, today)}))
    made = say(_("Lavet ${when}", mapping={"when": moment_text(token.made_at, today)}))
    expires = say(_("gælder til og med ${day}", mapping={"day": plain_date(last_day)}))
    return {
        "title": token.title,
        "scope": say(dict(SCOPES)[token.scope]),
        "times": f"{made} · {expires} · {used}",
        "handle": handle,
    }
