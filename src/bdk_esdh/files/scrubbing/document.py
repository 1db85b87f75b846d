"""The whole of a released PDF: a new catalogue, new pages, and only what they draw with.

The source is opened, its pages are reduced to what they show, a new catalogue is put in front of them, and
what can be reached from it is written to a new file. Nothing that is not reached is written: earlier
versions of the file, attachments, forms and scripts stay behind.
"""

from pathlib import Path
from typing import Any

import pikepdf

from bdk_esdh.files.scrubbing.annotations import settle_annotations
from bdk_esdh.files.scrubbing.content_streams import rewritten
from bdk_esdh.files.scrubbing.layers import refuse_hidden
from bdk_esdh.files.scrubbing.refusals import CannotScrub, Refusal
from bdk_esdh.files.scrubbing.resources import Resources, drop_unwanted, keep_only
from bdk_esdh.files.scrubbing.structure import Structure

LANGUAGE = "da-DK"
PAGE_KEYS = (
    *(
        "/Type",
        "/Parent",
        "/Resources",
        "/Contents",
        "/Group",
        "/Rotate",
        "/UserUnit",
        "/Tabs",
        "/StructParents",
    ),
    *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"),
)
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
DEPTH = 100
# What the report names when the catalogue had it.
COUNTED = (
    *("/AcroForm", "/OpenAction", "/AA", "/Outlines", "/Metadata", "/Names", "/OCProperties", "/PieceInfo"),
    *("/AF", "/Collection"),
)


def scrub(source: Path, target: Path, title: str) -> dict[str, Any]:
    """Write the released rendition.

    :param source: the internal file; never changed.
    :param target: where the new file is written.
    :param title: the public title, the only thing the new file says of itself beside its language.
    :returns: number of pages, what was dropped, and the texts that stand for pictures.
    :raises CannotScrub: locked, damaged, or with hidden layers.
    """
    try:
        with pikepdf.open(source) as pdf:
            # Put together again from pieces, it may be short of some, and nobody would see which.
            if any("reconstruct" in str(warning) for warning in pdf.get_warnings()):
                raise CannotScrub(Refusal.CORRUPT)
            refuse_hidden(pdf)
            return _scrub_opened(pdf, target, title)
    except pikepdf.PasswordError as error:
        raise CannotScrub(Refusal.PASSWORD) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise CannotScrub(Refusal.CORRUPT) from error


def _scrub_opened(pdf: pikepdf.Pdf, target: Path, title: str) -> dict[str, Any]:
    pages = [page.obj for page in pdf.pages]
    if not pages:
        raise CannotScrub(Refusal.CORRUPT)
    dropped = [key for key in COUNTED if key in pdf.Root]
    dropped += settle_annotations(pdf, pages)
    for page in pages:
        _scrub_page(pdf, page)
    # After all pages: they may share resources, and lose the named properties that their contents refer to.
    resources = Resources()
    for page in pages:
        resources.scrub(page.get("/Resources"))
    structure = _new_catalogue(pdf, pages)
    drop_unwanted(pdf)
    # An /ID would tell which internal file this one was made of.
    keep_only(pdf.trailer, ("/Root", "/Size"))
    pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(title)))
    pdf.remove_unreferenced_resources()
    pdf.save(
        target,
        encryption=False,
        deterministic_id=True,
        linearize=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return {"pages": len(pages), "dropped": dropped, "alternative_texts": structure.alternative_texts}


def _scrub_page(pdf: pikepdf.Pdf, page: pikepdf.Dictionary) -> None:
    """Reduce a page to what it shows, with what it had from the tree above it."""
    for key in INHERITED:
        found = _inherited(page, key)
        if found is not None:
            page[key] = found
    content = rewritten(page, page.get("/Resources", pikepdf.Dictionary()))
    keep_only(page, PAGE_KEYS)
    page["/Contents"] = pdf.make_stream(content)


def _inherited(page: pikepdf.Dictionary, key: str) -> Any:
    node: Any = page
    for _level in range(DEPTH):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _new_catalogue(pdf: pikepdf.Pdf, pages: list[pikepdf.Dictionary]) -> Structure:
    """Put a new catalogue and a flat page tree in front of the pages; keep the tags for screen readers."""
    structure, old = Structure(), pdf.Root
    tags = old.get("/StructTreeRoot")
    tree = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=pikepdf.Array(pages), Count=len(pages))
    )
    for page in pages:
        page["/Parent"] = tree
    catalogue = pikepdf.Dictionary(
        Type=pikepdf.Name.Catalog,
        Pages=tree,
        Lang=pikepdf.String(LANGUAGE),
        ViewerPreferences=pikepdf.Dictionary(DisplayDocTitle=True),
    )
    if isinstance(tags, pikepdf.Dictionary):
        structure.scrub(tags)
        catalogue["/StructTreeRoot"] = tags
        catalogue["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
    pdf.trailer["/Root"] = pdf.make_indirect(catalogue)
    return structure
