"""States of a case: the common public model (OIO Sag), from opened to closed."""

from ..kernel.i18n import _
from ..kernel.workflow import State, Transition, Workflow
from ..security.permissions import Permission

_DECIDE = Permission.CASE_DECIDE

CASE_WORKFLOW = Workflow(
    name="case",
    states=(
        State("opened", _("Opstået"), "now", "folder"),
        State("informed", _("Oplyst"), "now", "folder"),
        State("decided", _("Afgjort"), "now", "check"),
        State("ordered", _("Bestilt"), "now", "check"),
        State("effected", _("Udført"), "ok", "check"),
        State("closed", _("Afsluttet"), "plain", "lock"),
    ),
    transitions=(
        Transition("inform", _("Sagen er oplyst"), ("opened",), "informed", _DECIDE,
                   "En opstået sag bliver oplyst, når det, der skal til for at afgøre den, er samlet."),
        Transition("decide", _("Sagen er afgjort"), ("opened", "informed"), "decided", _DECIDE,
                   "En opstået eller oplyst sag bliver afgjort, når afgørelsen er truffet."),
        Transition("order", _("Udførelsen er bestilt"), ("decided",), "ordered", _DECIDE,
                   "En afgjort sag bliver bestilt, når nogen er bedt om at udføre afgørelsen."),
        Transition("effect", _("Afgørelsen er udført"), ("decided", "ordered"), "effected", _DECIDE,
                   "En afgjort eller bestilt sag bliver udført, når det, der blev afgjort, er sket."),
        Transition("close", _("Afslut sagen"),
                   ("opened", "informed", "decided", "ordered", "effected"), "closed", _DECIDE,
                   "En sag kan afsluttes fra enhver tilstand, når alle dens dokumenter er endelige."),
        Transition("reopen", _("Genåbn sagen"), ("closed",), "opened", _DECIDE,
                   "En afsluttet sag kan genåbnes med en grund og er så opstået igen."),
    ),
)  # fmt: skip
