"""Links that lead nowhere: looked for at night and at a press of a button, told to who keeps the page.

Read ``night.py`` for when, ``looking.py`` for what, ``outer.py`` for other people's sites, and
``safe_http.py`` for what keeps an address that somebody typed away from the inner net.
"""

from datetime import timedelta

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Scan the files; let the worker look every night."""
    config.add_journal_verbs(".journal")
    config.add_periodic_work(
        "links at night", "bdk_esdh.link_check.night.begin_at_night", every=timedelta(minutes=10)
    )
    for name in ("night", "intranet"):
        config.scan(f".{name}", categories=("pyramid",))
