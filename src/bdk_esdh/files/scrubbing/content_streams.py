"""Page content without what nobody sees: comments, marked-content properties, words beside the words.

A stream is taken apart into instructions and put together again, which loses everything between them. Marked
content keeps its tag and its number (MCID), by which the structure for screen readers finds it; properties
such as /ActualText could still hold the words under a redaction.
"""

import pikepdf

from bdk_esdh.files.scrubbing.refusals import CannotScrub, Refusal

DROPPED_OPERATORS = frozenset({"MP", "DP"})
EMPTY = pikepdf.Dictionary()


def rewritten(stream: pikepdf.Object, resources: pikepdf.Object) -> bytes:
    """Return the same drawing in as few words as it takes.

    :param stream: a page, or a stream with page content.
    :param resources: where named properties are looked up.
    :raises CannotScrub: the content cannot be understood.
    """
    try:
        instructions = pikepdf.parse_content_stream(stream)
        kept = [
            _cleaned(one, resources) for one in instructions if str(one.operator) not in DROPPED_OPERATORS
        ]
        return pikepdf.unparse_content_stream(kept)
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise CannotScrub(Refusal.CORRUPT) from error


def _cleaned(
    instruction: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage,
    resources: pikepdf.Object,
) -> pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage:
    if str(instruction.operator) != "BDC" or len(instruction.operands) != 2:
        return instruction
    tag, properties = instruction.operands
    if isinstance(properties, pikepdf.Name):
        named = resources.get("/Properties", EMPTY)
        properties = named.get(properties, EMPTY)
    number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    if tag == "/OC":
        # A layer that is always shown is no layer.
        tag = pikepdf.Name.Span
    if isinstance(number, int):
        return pikepdf.ContentStreamInstruction(
            [tag, pikepdf.Dictionary(MCID=number)], pikepdf.Operator("BDC")
        )
    return pikepdf.ContentStreamInstruction([tag], pikepdf.Operator("BMC"))
