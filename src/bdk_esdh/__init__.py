"""The platform of Brønderslev-Dronninglund Kommune: the composition root.

Start reading here: settings, kernel, services, then the capabilities in the order
in which they may import each other, then the doors.
"""

# ruff: noqa: E402 -- the filter has to stand before the import that it is for
import warnings
from typing import Any

# Pyramid 2.1 still imports pkg_resources, and setuptools complains of it to whoever runs a command; the
# lock keeps setuptools below the version without it.
warnings.filterwarnings("ignore", message="pkg_resources is deprecated", category=UserWarning)

from pyramid.config import Configurator

from .api.derived import derive_json_views
from .kernel.page_cache import cached
from .kernel.page_cache.answering import PageCache
from .kernel.record_forms import derive_forms
from .kernel.starting import nothing_to_collect
from .sharing.pages import derive_sharing_pages

#: what the office does, a folder each; a capability imports only those before it
CAPABILITIES = (
    "organisation",
    "classification",
    "sharing",
    "trash",
    "cases",
    "parties",
    "documents",
    "mailroom",
    "meetings",
    "postlist",
    "pages",
    "link_check",
    "break_glass",
    "journal",
    "portal",
    "help",
    "wayfinding",
    "monitoring",
    "api",
)

SERVICES = ("security", "audit", "search", "lists", "files", "jobs", "desk")


def main(_global_config: dict[str, Any] | None = None, **settings: Any) -> PageCache:
    """Make the WSGI application.

    :param settings: the ``[app:main]`` section of the .ini.
    """
    return cached(configure(settings))


def configure(settings: dict[str, Any]) -> Configurator:
    """Configure everything, without opening the database.

    :param settings: the ``[app:main]`` section of the .ini.
    """
    # pyramid_tm must not write the user's name on transactions: asking for it would
    # open the person's record in every request.
    # Of 16 clerks filing on one case through two processes, one request in 120 met somebody five times
    # in a row, and one in 1,600 ten times.
    settings = {"tm.annotate_user": "false", "retry.attempts": "20", **settings}
    with nothing_to_collect():
        return _configured(Configurator(settings=settings, root_factory="bdk_esdh.root.root_factory"))


def _configured(config: Configurator) -> Configurator:
    config.include("bdk_esdh.kernel")
    # The root's own declaration comes before the capabilities, whose views name it.
    config.scan("bdk_esdh.root", categories=("pyramid",))
    for service in SERVICES:
        config.include(f"bdk_esdh.{service}")
    for capability in CAPABILITIES:
        config.include(f"bdk_esdh.{capability}")
    # What follows from the declarations can only be derived when all are known.
    config.commit()
    derive_forms(config)
    derive_sharing_pages(config)
    derive_json_views(config)
    config.commit()
    return config
