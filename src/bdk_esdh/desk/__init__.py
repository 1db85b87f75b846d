"""What each person keeps at work and is told: favourites, messages, choices. Nobody else sees any of it."""

from datetime import timedelta

from pyramid.config import Configurator

from .favourites import star_of
from .notices import unread_count

#: how often old messages are looked for
_UPKEEP = timedelta(hours=1)


def includeme(config: Configurator) -> None:
    """Scan the files; give the frame its star and its bell."""
    config.scan(".intranet", categories=("pyramid",))
    config.scan(".notices_page", categories=("pyramid",))
    config.registry.star_source = star_of
    config.registry.bell_source = unread_count
    config.add_periodic_work("old messages", "bdk_esdh.desk.upkeep.forget_old", every=_UPKEEP)
