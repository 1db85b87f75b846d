"""What is laid over a page: filled-in fields become part of it, everything else goes."""

import pikepdf

from bdk_esdh.files.scrubbing.refusals import CannotScrub, Refusal

HIDDEN = 2 | 32  # Hidden, NoView (ISO 32000-1, table 165)


def settle_annotations(pdf: pikepdf.Pdf, pages: list[pikepdf.Dictionary]) -> list[str]:
    """Draw what is written in the fields of a form onto the page, and drop all else.

    Comments, highlights and links are the office's own notes or lead elsewhere. The fields of a form are
    what the letter says: without them a filled-in form would be released empty.

    :returns: the kinds that were dropped, as ``/Annots/Text``.
    :raises CannotScrub: words are marked for redaction and still there.
    """
    kinds: set[str] = set()
    for page in pages:
        found = page.get("/Annots")
        if found is None:
            continue
        annotations = [one for one in found if isinstance(one, pikepdf.Dictionary)]
        kinds |= {f"/Annots{one.get('/Subtype', '')}" for one in annotations}
        page["/Annots"] = pikepdf.Array([one for one in annotations if _filled_field(one)])
    if "/Annots/Redact" in kinds:
        raise CannotScrub(Refusal.REDACTIONS)
    if "/Annots/Widget" in kinds and "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
    return sorted(kinds - {"/Annots/Widget"})


def _filled_field(annotation: pikepdf.Dictionary) -> bool:
    flags = annotation.get("/F", 0)
    return annotation.get("/Subtype") == "/Widget" and not (isinstance(flags, int) and flags & HIDDEN)
