"""States of a meeting, from planned to approved minutes, and of an agenda item."""

from ..kernel.i18n import _
from ..kernel.workflow import State, Transition, Workflow
from ..security.permissions import Permission

_PUBLISH = Permission.MEETING_PUBLISH
_EDIT = Permission.MEETING_EDIT

MEETING_WORKFLOW = Workflow(
    name="meeting",
    states=(
        State("planned", _("Kladde"), "plain", "edit"),
        State("published", _("Offentliggjort"), "now", "visibility"),
        State("held", _("Afholdt"), "now", "groups"),
        State("approved", _("Referat godkendt"), "ok", "check"),
    ),
    transitions=(
        Transition("publish", _("Offentliggør"), ("planned",), "published", _PUBLISH,
                   "En dagsorden bliver offentliggjort, når intet mangler; så kan alle læse åbne punkter."),
        Transition("withdraw", _("Træk tilbage"), ("published",), "planned", _PUBLISH,
                   "En offentliggjort dagsorden kan trækkes tilbage med en grund, som dens adresse viser."),
        Transition("hold", _("Mødet er holdt"), ("published",), "held", _PUBLISH,
                   "Et møde er holdt, når det er begyndt; så skrives beslutningerne, og alle kan læse dem."),
        Transition("approve", _("Godkend referatet"), ("held",), "approved", _PUBLISH,
                   "Referatet bliver godkendt, når alle sagspunkter har en beslutning; så er det låst."),
    ),
)  # fmt: skip

ITEM_WORKFLOW = Workflow(
    name="agenda_item",
    states=(
        State("proposed", _("Indmeldt"), "soon", "hourglass"),
        State("approved", _("Godkendt til dagsordenen"), "ok", "check"),
        State("scheduled", _("På dagsordenen"), "plain", "document"),
        State("treated", _("Behandlet"), "ok", "check"),
        State("postponed", _("Udsat"), "soon", "hourglass"),
    ),
    transitions=(
        Transition("accept", _("Godkend punktet"), ("proposed",), "approved", _EDIT,
                   "Et indmeldt punkt bliver godkendt, før det kan offentliggøres."),
        Transition("schedule", _("Sæt på dagsordenen"), ("proposed", "approved"), "scheduled", _EDIT,
                   "Et indmeldt eller godkendt punkt kan sættes på dagsordenen."),
        Transition("treat", _("Punktet er behandlet"), ("scheduled", "postponed"), "treated", _EDIT,
                   "Et punkt er behandlet, når dets beslutning er skrevet."),
        Transition("postpone", _("Udsæt punktet"), ("scheduled", "treated"), "postponed", _EDIT,
                   "Et punkt er udsat, når mødet har besluttet at tage det en anden gang."),
    ),
)  # fmt: skip
