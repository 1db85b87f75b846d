"""Fonts, pictures, forms and patterns that a page draws with, each kept with the keys it draws by."""

from typing import Any

import pikepdf

from bdk_esdh.files.scrubbing.content_streams import rewritten
from bdk_esdh.files.scrubbing.pictures import strip_picture

CATEGORIES = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/ProcSet")
STORED = frozenset({"/Length", "/Filter", "/DecodeParms"})
CONTENT_KEYS = STORED | {"/Type", "/BBox", "/Matrix", "/Resources"}
FORM_KEYS = CONTENT_KEYS | {"/Subtype", "/FormType", "/Group", "/StructParents"}
PATTERN_KEYS = CONTENT_KEYS | {"/PatternType", "/PaintType", "/TilingType", "/XStep", "/YStep"}
IMAGE_KEYS = (
    STORED
    | {
        "/Type",
        "/Subtype",
        "/Width",
        "/Height",
        "/ColorSpace",
        "/BitsPerComponent",
        "/Intent",
        "/StructParent",
    }
    | {"/ImageMask", "/Mask", "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte"}
)
# Says when and by what something was made, or leads to other things; goes wherever it stands.
UNWANTED = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/EF", "/AA", "/OpenAction", "/JS", "/JavaScript"),
    *("/XFA", "/AcroForm", "/Annots", "/Thumb", "/OPI", "/Alternates", "/PtData", "/Measure", "/OC", "/Ref"),
    "/SeparationInfo",
)


class Resources:
    """Scrubs what pages draw with, each thing once."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._seen: set[tuple[int, int]] = set()

    def scrub(self, resources: Any) -> None:
        """Keep the categories that draw; scrub each form, picture, pattern and font in them."""
        if not isinstance(resources, pikepdf.Dictionary) or self._known(resources):
            return
        keep_only(resources, CATEGORIES)
        for thing in _values(resources.get("/XObject")):
            self.scrub_drawing(thing)
        for thing in _values(resources.get("/Pattern")):
            self._scrub_pattern(thing)
        for thing in _values(resources.get("/Font")):
            self._scrub_font(thing)
        for state in _values(resources.get("/ExtGState")):
            self._scrub_state(state)

    def scrub_drawing(self, thing: Any) -> None:
        """Scrub a form or a picture; anything else that calls itself a drawing is emptied."""
        if not isinstance(thing, pikepdf.Stream) or self._known(thing):
            return
        if thing.get("/Subtype") == "/Image":
            keep_only(thing, IMAGE_KEYS)
            strip_picture(thing)
            for mask in ("/SMask", "/Mask"):
                self.scrub_drawing(thing.get(mask))
        elif thing.get("/Subtype") == "/Form":
            self._scrub_content(thing, FORM_KEYS)
        else:
            # PostScript, or nothing known.
            keep_only(thing, STORED)
            thing.write(b"")

    def _scrub_content(self, stream: pikepdf.Stream, keys: frozenset[str]) -> None:
        """Rewrite the content before its resources lose the properties that it names."""
        inner = stream.get("/Resources", pikepdf.Dictionary())
        content = rewritten(stream, inner)
        keep_only(stream, keys)
        stream.write(content)
        self.scrub(inner)

    def _scrub_pattern(self, thing: Any) -> None:
        if isinstance(thing, pikepdf.Stream) and not self._known(thing):
            self._scrub_content(thing, PATTERN_KEYS)

    def _scrub_font(self, font: Any) -> None:
        if not isinstance(font, pikepdf.Dictionary) or self._known(font):
            return
        glyphs = font.get("/CharProcs")
        if isinstance(glyphs, pikepdf.Dictionary):
            for glyph in _values(glyphs):
                if isinstance(glyph, pikepdf.Stream) and not self._known(glyph):
                    content = rewritten(glyph, font.get("/Resources", pikepdf.Dictionary()))
                    keep_only(glyph, STORED)
                    glyph.write(content)
            self.scrub(font.get("/Resources"))

    def _scrub_state(self, state: Any) -> None:
        mask = state.get("/SMask") if isinstance(state, pikepdf.Dictionary) else None
        if isinstance(mask, pikepdf.Dictionary):
            self.scrub_drawing(mask.get("/G"))

    def _known(self, thing: pikepdf.Object) -> bool:
        """Say whether an indirect object was met before; two pages may share one, and loops occur."""
        if not thing.is_indirect:
            return False
        known = thing.objgen in self._seen
        self._seen.add(thing.objgen)
        return known


def keep_only(thing: pikepdf.Object, keys: Any) -> None:
    """Delete every key that is not named."""
    for key in [str(key) for key in thing.keys() if key not in keys]:  # noqa: SIM118 - no dict: iterating differs
        del thing[key]


def drop_unwanted(pdf: pikepdf.Pdf) -> None:
    """Go through everything that is left, and drop what says who made it or leads elsewhere."""
    for thing in pdf.objects:
        _drop_within(thing, 0)


def _drop_within(thing: Any, depth: int) -> None:
    """Drop unwanted keys here and in what is written directly inside."""
    if depth > 50:
        return
    if isinstance(thing, pikepdf.Array):
        for inner in thing:
            _drop_within_direct(inner, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in UNWANTED:
            if key in thing:
                del thing[key]
        for inner in _values(thing):
            _drop_within_direct(inner, depth)


def _drop_within_direct(inner: Any, depth: int) -> None:
    if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
        _drop_within(inner, depth + 1)


def _values(thing: Any) -> list[Any]:
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return []
    return [thing.get(key) for key in thing.keys()]  # noqa: SIM118 - as above
