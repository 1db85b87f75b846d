"""Optional content (layers) of a PDF: what a reader does not see must not be released unseen.

Content in layers that are all shown can stay and lose its layers. Where any is hidden, dropping the layers
would show what was hidden, and keeping them would publish it hidden; both need a person (ISO 32000-1, 8.11).
"""

from collections.abc import Iterable

import pikepdf

from bdk_esdh.files.scrubbing.refusals import CannotScrub, Refusal

STATES = (("/View", "/ViewState"), ("/Print", "/PrintState"), ("/Export", "/ExportState"))


def refuse_hidden(pdf: pikepdf.Pdf) -> None:
    """Refuse a PDF in which any layer is hidden on screen or on paper, or may be.

    :raises CannotScrub: with ``Refusal.LAYERS``.
    """
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        if any(_is_group(found) for found in pdf.objects):
            raise CannotScrub(Refusal.LAYERS)
        return
    default = properties.get("/D", pikepdf.Dictionary())
    if _listed(default, "/OFF") or default.get("/BaseState", "/ON") != "/ON":
        raise CannotScrub(Refusal.LAYERS)
    if any(_hidden_by_itself(found) for found in pdf.objects):
        raise CannotScrub(Refusal.LAYERS)


def _listed(default: pikepdf.Object, name: str) -> bool:
    found = default.get(name)
    return isinstance(found, pikepdf.Array) and len(found) > 0


def _is_group(found: pikepdf.Object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") in ("/OCG", "/OCMD")


def _hidden_by_itself(found: pikepdf.Object) -> bool:
    """Say whether a layer is off in some state, or is shown by a rule rather than by its layers being on."""
    if not _is_group(found):
        return False
    if found.get("/Type") == "/OCMD":
        return "/VE" in found or found.get("/P", "/AnyOn") not in ("/AnyOn", "/AllOn")
    usage = found.get("/Usage")
    return isinstance(usage, pikepdf.Dictionary) and any(_states_off(usage, STATES))


def _states_off(usage: pikepdf.Dictionary, states: Iterable[tuple[str, str]]) -> Iterable[bool]:
    for name, state in states:
        part = usage.get(name)
        yield isinstance(part, pikepdf.Dictionary) and part.get(state) == "/OFF"
