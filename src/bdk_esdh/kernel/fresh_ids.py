"""When a ZEO server comes back, its clients ask it for new object ids.

A client fetches ids a hundred at a time. A server that was killed has forgotten those that it
gave out and never saw used, and gives them out again; ZEO's client (6.2) goes on
with those it still has, so that two processes make different objects of one id. ZODB notices
and overwrites nothing, but it refuses what is being filed until the old ids are used up: an
error page for people who did nothing wrong. Found by killing the server again and again.

To be removed when ``ZEO.ClientStorage.ClientStorage.notify_disconnected`` forgets ``_oids``.
"""

from typing import Any

from pyramid.config import Configurator


def forget_ids_when_disconnected(storage: Any) -> None:
    """Let a ZEO client forget the ids it has fetched whenever it loses its server.

    :param storage: any storage; one that fetches no ids ahead is left as it is.
    """
    if not hasattr(storage, "_oids") or not hasattr(storage, "notify_disconnected"):
        return
    told = storage.notify_disconnected

    def forget() -> None:
        storage._oids = []  # noqa: SLF001 -- ZEO has no other way to say so
        told()

    storage.notify_disconnected = forget


def includeme(config: Configurator) -> None:
    """See to the storages that were opened."""
    for database in config.registry._zodb_databases.values():  # noqa: SLF001 -- pyramid_zodbconn keeps them there
        forget_ids_when_disconnected(database.storage)
