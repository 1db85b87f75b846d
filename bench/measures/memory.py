"""Memory of the web process after all that was asked of it."""

from collections.abc import Iterator

from ..figures import Figure
from ..machine import rss_megabytes
from ..measuring import Town, measure


@measure("memory")
def memory(town: Town) -> Iterator[Figure]:
    """Read it; runs last of what needs the server."""
    values = {
        "MB": round(rss_megabytes(town.served.pid)),
        "MB at most": round(rss_megabytes(town.served.pid, "VmHWM")),
    }
    yield Figure("memory of the web process", town.size, values=values, goal="under 400 MB")
