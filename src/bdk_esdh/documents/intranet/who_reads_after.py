"""Who can read documents on another case, in words, before they are moved."""

from typing import Any

from pyramid.request import Request

from ...cases.content import Case
from ...cases.names import person_name
from ...cases.who_reads import who_reads
from ...kernel.danish import danish_order
from ...kernel.i18n import _
from ..access_after import access_after
from ..content import Document
from ..moving import number_on

#: names written out; beyond that the number says enough
_MOST = 20


def lines_after(request: Request, documents: list[Document], case: Case) -> dict[str, Any]:
    """Return what the page says of the access afterwards, and of the number."""
    say = request.localizer.translate
    after = access_after(documents, case, request.registry)
    lines = []
    if after.public:
        lines.append(("warning", say(_("Offentligheden får det at se på postlisten."))))
    if after.gaining and after.all_staff:
        lines.append(("warning", say(_("Alle, der arbejder i kommunen, får adgang."))))
    elif after.gaining:
        lines.append(
            ("warning", say(_("Får adgang: ${names}.", mapping={"names": _names(request, after.gaining)})))
        )
    if after.opened:
        mapping = {"names": _names(request, after.opened), "case": case.case_number}
        text = _(
            "Har et dokument at arbejde med, og kommer derfor ind på sag ${case}: ${names}.", mapping=mapping
        )
        lines.append(("warning", say(text)))
    if after.losing:
        lines.append(
            ("info", say(_("Mister adgangen: ${names}.", mapping={"names": _names(request, after.losing)})))
        )
    if not lines:
        lines.append(("info", say(_("De samme som nu kan læse det bagefter."))))
    number = None
    if len(documents) == 1:
        old, new = documents[0].document_number, number_on(documents[0], case)
        number = say(
            _(
                "Nummeret bliver ${new}. ${old} fører stadig hertil og bruges ikke igen.",
                mapping={"new": new, "old": old},
            )
        )
    return {
        "rule": who_reads(case, say),
        "lines": [{"kind": kind, "text": text} for kind, text in lines],
        "number": number,
        "widens": after.widens,
    }


def _names(request: Request, logins: frozenset[str]) -> str:
    names = sorted((person_name(request.root, login) for login in logins), key=danish_order)
    if len(names) <= _MOST:
        return ", ".join(names)
    mapping = {"names": ", ".join(names[:_MOST]), "count": len(names) - _MOST}
    return str(request.localizer.translate(_("${names} og ${count} andre", mapping=mapping)))
