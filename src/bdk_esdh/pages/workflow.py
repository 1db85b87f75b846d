"""States of a page or a news item: being written, and published."""

from ..kernel.i18n import _
from ..kernel.workflow import State, Transition, Workflow
from ..security.permissions import Permission

PAGE_WORKFLOW = Workflow(
    name="page",
    states=(
        State("draft", _("Kladde"), "plain", "edit"),
        State("published", _("Offentliggjort"), "ok", "visibility"),
    ),
    transitions=(
        Transition(
            "publish",
            _("Offentliggør"),
            ("draft",),
            "published",
            Permission.PAGE_PUBLISH,
            "En kladde kan offentliggøres, når den ikke indeholder noget, der ligner et CPR-nummer.",
        ),
        Transition(
            "unpublish",
            _("Træk tilbage"),
            ("published",),
            "draft",
            Permission.PAGE_PUBLISH,
            "Det offentliggjorte kan trækkes tilbage med en begrundelse og er så en kladde igen.",
        ),
    ),
)
