"""How the platform is, for the machines that watch over it: ``/healthz``, ``/readyz`` and ``/metrics``.

Read ``doors.py`` for who gets in, ``readiness.py`` for what must be well before people are sent here,
``figures.py`` for what is counted.
"""

from datetime import timedelta

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Put the doors over everything else, and begin to count."""
    config.include(".figures")
    config.include(".doors")
    # Registered here, where the worker's directive is known: the journal is below it.
    config.add_periodic_work(
        "readings kept in read-only mode", "bdk_esdh.audit.spool.enter_spooled", every=timedelta(seconds=5)
    )
