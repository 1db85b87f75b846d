"""When small segments become one: often enough that searching stays fast, never so much that finding waits.

Whoosh's own way merges whatever is small for as long as it takes (up to 4 s after a batch of 20). Here
segments are of tiers of size, each some times the one before. Where a tier has more than :data:`MOST_IN_TIER`
the whole tier becomes one segment; what is too large to be merged between two batches waits for a quiet
moment.
"""

from typing import Any

from whoosh.reading import SegmentReader

MOST_IN_TIER = 8
#: tiers by number of documents; what is beyond the last is never merged
TIERS = (30, 250, 2_000, 16_000)
#: documents that may be merged between two batches; about a third of a second's work for each hundred
BY_DAY = 250


class Merging:
    """The policy, in the form in which Whoosh calls one.

    :param at_most: segments of more documents than this are left for another time.
    """

    def __init__(self, at_most: int = BY_DAY) -> None:
        self.at_most = at_most

    def due(self, segments: list[Any]) -> list[Any]:
        """Return the segments that had better be one."""
        for tier in TIERS:
            if tier > self.at_most:
                break
            below = [each for each in segments if each.doc_count() <= tier]
            if len(below) > MOST_IN_TIER:
                return below
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
