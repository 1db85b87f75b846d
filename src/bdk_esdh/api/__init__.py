"""The JSON face: what of it belongs to no one capability.

Each capability says in its own ``api.py`` what of its records goes out and what programs
may do to them. Here are the pages that follow from those for every type (``reading.py``),
and the guards: against tokens that open nothing (``guard.py``) and too many requests
(``rates.py``). ``openapi.py`` describes all of it.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Register the guards and scan the rest."""
    # Before the other guard: whoever guesses tokens is counted too.
    config.include(".rates")
    config.include(".guard")
    config.scan(".root", categories=("pyramid",))
    config.scan(".openapi", categories=("pyramid",))
