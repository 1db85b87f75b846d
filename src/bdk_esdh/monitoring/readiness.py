"""Whether people can be sent here. Previews, text from files and such are not waited for."""

import logging
import shutil
from dataclasses import dataclass, field
from typing import Any

from pyramid.registry import Registry
from transaction import TransactionManager

from ..jobs.pulse import DEAD_AFTER_SECONDS, seconds_since_beat
from ..kernel.graph import catalog_of
from ..kernel.maintenance import maintenance_of
from ..kernel.settings import MEGABYTE
from ..root import ROOT_KEY

log = logging.getLogger(__name__)


@dataclass
class Readiness:
    """What is in the way, a sentence each, and facts beside."""

    reasons: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def look(registry: Registry) -> Readiness:
    """Look at the store, the catalog, the worker and the disk."""
    found = Readiness()
    _look_at_store(registry, found)
    settings = registry.esdh_settings
    age = seconds_since_beat(settings.data)
    found.facts["worker_seconds"] = None if age is None else round(age)
    if age is None or age > DEAD_AFTER_SECONDS:
        found.reasons.append("the worker has not been heard of")
    free = shutil.disk_usage(settings.data).free // MEGABYTE
    found.facts["free_mb"] = free
    if free < settings.low_disk_mb:
        found.reasons.append(f"the disk has {free} MB left, less than {settings.low_disk_mb}")
    # Reading goes on, so that this is no reason to send people away.
    found.facts["maintenance"] = maintenance_of(registry).is_on
    return found


def _look_at_store(registry: Registry, found: Readiness) -> None:
    db = registry._zodb_databases[""]  # noqa: SLF001 -- pyramid_zodbconn keeps it there and nowhere else
    connected = getattr(db.storage, "is_connected", None)
    if connected is not None and not connected():
        # Asking would wait for it.
        found.reasons.append("the store does not answer")
        return
    manager = TransactionManager(explicit=True)
    try:
        manager.begin()
        connection = db.open(transaction_manager=manager)
    except Exception as error:
        log.warning("the store cannot be opened", exc_info=error)
        found.reasons.append("the store cannot be opened")
        return
    try:
        root = connection.root().get(ROOT_KEY)
        if root is None:
            found.reasons.append("the data folder holds no graph")
        else:
            catalog: Any = catalog_of(root)
            catalog["kind"].unique_values() if hasattr(catalog["kind"], "unique_values") else len(catalog)
    except Exception as error:
        log.warning("the catalog cannot be read", exc_info=error)
        found.reasons.append("the catalog cannot be read")
    finally:
        manager.abort()
        connection.close()
