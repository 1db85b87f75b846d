"""The JSON face: what of it belongs to no one capability.

Each capability says in its own ``api.py`` what of its records goes out and what programs
may do to them. Here are the pages that follow from those for every type (``reading.py``),
and the guard that refuses a token that opens nothing (``guard.py``).
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Register the guard and scan the rest."""
    config.include(".guard")
    config.scan(".root", categories=("pyramid",))
    config.scan(".openapi", categories=("pyramid",))
