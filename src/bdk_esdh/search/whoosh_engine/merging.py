"""When small segments become one: often enough that searching stays fast, never so much that finding waits.

Whoosh's own way merges whatever is small for as long as it takes (up to 4 s after a batch of 20). Here
segments are of tiers of size, each some times the one before. Where a tier has more than :data:`MOST_IN_TIER`
what is in it becomes one segment; what is too large to be merged between two batches waits for a quiet
moment. Nothing is found that is filed while segments are merged: so never more than :data:`MOST_AT_ONCE`
documents are.
"""

from typing import Any

from whoosh.reading import SegmentReader

MOST_IN_TIER = 8
#: tiers by number of documents; what is beyond the last is never merged
TIERS = (30, 250, 2_000)
#: documents that are merged at once; some 300 of them take a second
MOST_AT_ONCE = 3_000
#: segments of at most so many documents are merged between two batches; more only where no quiet moment has
#: come for so long that there are many of them.
BY_DAY = 30
_MANY = ((60, 250), (120, 2_000))


class Merging:
    """The policy, in the form in which Whoosh calls one.

    :param at_most: segments of more documents than this are left for another time; 0 merges nothing.
    """

    def __init__(self, at_most: int = BY_DAY) -> None:
        self.at_most = at_most

    def due(self, segments: list[Any]) -> list[Any]:
        """Return the segments that had better be one."""
        allowed = max(
            [self.at_most, *(tier for many, tier in _MANY if self.at_most and len(segments) > many)]
        )
        for tier in TIERS:
            if tier > allowed:
                break
            below = [each for each in segments if each.doc_count() <= tier]
            if len(below) > MOST_IN_TIER:
                return _smallest(below)
        return []

    def __call__(self, writer: Any, segments: list[Any]) -> list[Any]:
        """Take what is due into the segment that is being written; return what stays as it is."""
        merged = self.due(segments)
        kept = []
        for segment in segments:
            if segment.doc_count() == 0:
                continue  # nothing is left in it
            if segment not in merged:
                kept.append(segment)
                continue
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        return kept


def _smallest(segments: list[Any]) -> list[Any]:
    """Return the smallest segments, as many as may be merged at once, and two at least."""
    found: list[Any] = []
    documents = 0
    for each in sorted(segments, key=lambda segment: segment.doc_count()):
        documents += each.doc_count()
        if len(found) > 1 and documents > MOST_AT_ONCE:
            break
        found.append(each)
    return found
