"""A figure: what was measured, how, and what it comes to on the design's machine."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Figure:
    """One line of the result.

    :param name: the same for every size.
    :param size: documents in the base; 0 where it does not matter.
    :param rate: requests (or things) a second.
    :param p50: milliseconds, ``p95`` likewise.
    :param cpu: milliseconds of processor time of the server for each: what a busy machine changes least.
    :param values: what else is told: megabytes, bytes, seconds.
    :param goal: what the design asks for, in words; figures are judged scaled.
    :param missing: why there is no figure yet.
    """

    name: str
    size: int
    rate: float | None = None
    p50: float | None = None
    p95: float | None = None
    cpu: float | None = None
    values: dict[str, float] = field(default_factory=dict)
    goal: str = ""
    note: str = ""
    missing: str = ""
    load: float = 0.0

    def as_json(self, factor: float) -> dict[str, Any]:
        """Return the figure with what is scaled by the reference beside what was measured.

        :param factor: how many times faster the design's machine is.
        """
        scaled = {
            "rate": _times(self.rate, factor),
            "p50": _times(self.p50, 1 / factor),
            "p95": _times(self.p95, 1 / factor),
        }
        kept = {key: value for key, value in asdict(self).items() if value not in (None, "", {}, 0.0)}
        return {**kept, "size": self.size, "scaled": {k: v for k, v in scaled.items() if v is not None}}


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else round(value * factor, 3)


def from_times(name: str, size: int, seconds: Sequence[float], **more: Any) -> Figure:
    """Make a figure of the seconds that each request took, one after the other."""
    p50, p95 = quantiles(seconds)
    return Figure(name, size, rate=len(seconds) / sum(seconds), p50=p50, p95=p95, **more)


def quantiles(seconds: Sequence[float]) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds."""
    if len(seconds) == 1:
        return seconds[0] * 1000, seconds[0] * 1000
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    return statistics.median(seconds) * 1000, cuts[-1] * 1000


def middle(figures: Sequence[Figure]) -> Figure:
    """Return of several repetitions the one with the middle rate (or p50)."""
    ordered = sorted(figures, key=lambda each: each.rate if each.rate is not None else each.p50 or 0)
    chosen = ordered[len(ordered) // 2]
    if len(ordered) > 1 and chosen.rate and ordered[0].rate and ordered[-1].rate:
        chosen.values["spread"] = round((ordered[-1].rate - ordered[0].rate) / chosen.rate, 2)
    return chosen
