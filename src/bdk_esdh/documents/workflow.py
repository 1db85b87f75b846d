"""States of a document: the common public model (OIO Dokument), from received to transferred."""

from ..kernel.i18n import _
from ..kernel.workflow import State, Transition, Workflow
from ..security.permissions import Permission

_EDIT = Permission.DOCUMENT_EDIT
_FINAL = Permission.DOCUMENT_FINALISE

DOCUMENT_WORKFLOW = Workflow(
    name="document",
    states=(
        State("received", _("Modtaget"), "now", "email"),
        State("assigned", _("Fordelt"), "now", "email"),
        State("draft", _("Under udarbejdelse"), "soon", "edit"),
        State("in_review", _("Under review"), "soon", "visibility"),
        State("published", _("Publiceret"), "now", "visibility"),
        State("final", _("Endeligt"), "ok", "lock"),
        State("transferred", _("Afleveret"), "plain", "lock"),
    ),
    transitions=(
        Transition("assign", _("Fordel"), ("received",), "assigned", _EDIT,
                   "Et modtaget dokument bliver fordelt, når en sagsbehandler har fået det."),
        Transition("start_draft", _("Tag under udarbejdelse"),
                   ("received", "assigned", "in_review", "published"), "draft", _EDIT,
                   "Et dokument, der ikke er endeligt, kan tages under udarbejdelse."),
        Transition("submit", _("Send til review"), ("draft",), "in_review", _EDIT,
                   "Et dokument under udarbejdelse kan sendes til review hos en kollega."),
        Transition("publish", _("Publicér internt"), ("draft", "in_review"), "published", _EDIT,
                   "Et dokument, der er klar, kan publiceres for kolleger, før det er endeligt."),
        Transition("finalise", _("Sæt endelig"),
                   ("received", "assigned", "draft", "in_review", "published"), "final", _FINAL,
                   "Et dokument bliver endeligt, når det ikke skal ændres mere; så er det låst."),
    ),
)  # fmt: skip
