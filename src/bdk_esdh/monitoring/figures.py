"""What is counted, for Prometheus. Each process counts for itself and is asked at a port of its own.

No figure has a label that somebody can type: views are named from a list that is known at start.
"""

import logging
from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid_retry import IBeforeRetry
from transaction import TransactionManager

from ..jobs.pulse import seconds_since_beat
from ..kernel.graph import outbox_of
from ..kernel.request_log import RequestAnswered
from ..root import ROOT_KEY
from .backup_note import seconds_since_backup

log = logging.getLogger(__name__)

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Counting:
    """The counters of one application."""

    def __init__(self, figures: CollectorRegistry) -> None:
        """Make them, in ``figures``."""
        labels = ("face", "view", "method", "status")
        self.requests = Counter("esdh_requests", "Answers to requests.", labels, registry=figures)
        self.seconds = Histogram(
            "esdh_request_seconds",
            "How long answers took.",
            ("face", "method"),
            buckets=_SECONDS,
            registry=figures,
        )
        self.retries = Counter(
            "esdh_retries", "Requests begun anew, by what they met.", ("error",), registry=figures
        )

    def answered(self, event: RequestAnswered) -> None:
        """Count an answer."""
        self.requests.labels(event.face, event.view, event.method, str(event.status)).inc()
        self.seconds.labels(event.face, event.method).observe(event.seconds)

    def again(self, event: Any) -> None:
        """Count an attempt that met a conflict."""
        self.retries.labels(type(event.exception).__name__).inc()


class Store(Collector):
    """What is asked of the store at the moment the figures are fetched.

    :param registry: of the application whose database it is.
    """

    def __init__(self, registry: Registry) -> None:
        """Keep the registry."""
        self._registry = registry

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the figures; those of the graph are left out while it cannot be read."""
        db = self._registry._zodb_databases[""]  # noqa: SLF001 -- pyramid_zodbconn keeps it there
        data = self._registry.esdh_settings.data
        figures: dict[str, tuple[str, float | None]] = {
            "esdh_cache_objects": ("Objects in the caches of this process.", db.cacheSize()),
            "esdh_store_bytes": ("Size of the store.", db.getSize()),
            "esdh_worker_pulse_age_seconds": (
                "Since a worker was heard of.", seconds_since_beat(data),
            ),
            "esdh_backup_age_seconds": ("Since the last backup was made.", seconds_since_backup(data)),
            **self._of_the_graph(db),
        }  # fmt: skip
        for name, (text, value) in figures.items():
            if value is not None:
                yield GaugeMetricFamily(name, text, value)

    def describe(self) -> list[GaugeMetricFamily]:
        """Say nothing beforehand: there may be no store yet."""
        return []

    def _of_the_graph(self, db: Any) -> dict[str, tuple[str, float | None]]:
        manager = TransactionManager(explicit=True)
        try:
            manager.begin()
            connection = db.open(transaction_manager=manager)
        except Exception as error:
            log.warning("no figures of the graph", exc_info=error)
            return {}
        try:
            root = connection.root()[ROOT_KEY]
            queue, journal = root["baggrundsarbejde"], getattr(root, "journal", None)
            shards = getattr(journal, "shards", ())
            return {
                "esdh_jobs_waiting": ("Jobs in the queue.", len(queue.waiting)),
                "esdh_search_waiting": ("Changes not yet found by the text search.", len(outbox_of(root))),
                "esdh_jobs_parked": ("Jobs that have failed for good.", len(queue.parked)),
                "esdh_journal_waiting": ("Entries of the journal not yet sealed.", sum(map(len, shards))),
            }
        except Exception as error:
            log.warning("no figures of the graph", exc_info=error)
            return {}
        finally:
            manager.abort()
            connection.close()


class KeptPages(Collector):
    """What the page cache of the public face has done, and holds.

    :param registry: of the application whose pages they are.
    """

    def __init__(self, registry: Registry) -> None:
        """Keep the registry."""
        self._pages = registry.kept_pages

    def collect(self) -> Iterator[Metric]:
        """Give the figures."""
        asked = CounterMetricFamily(
            "esdh_page_cache_requests", "Public pages asked for that may be kept.", labels=("result",)
        )
        asked.add_metric(("hit",), self._pages.hits)
        asked.add_metric(("miss",), self._pages.misses)
        yield asked
        yield GaugeMetricFamily("esdh_page_cache_bytes", "Memory of the kept pages.", self._pages.bytes)
        yield GaugeMetricFamily("esdh_page_cache_pages", "Pages kept.", len(self._pages))


def includeme(config: Configurator) -> None:
    """Make the counters of this application and have them count."""
    figures = config.registry.figures = CollectorRegistry()
    counting = Counting(figures)
    ProcessCollector(registry=figures)
    PlatformCollector(registry=figures)
    figures.register(Store(config.registry))
    figures.register(KeptPages(config.registry))
    config.add_subscriber(counting.answered, RequestAnswered)
    config.add_subscriber(counting.again, IBeforeRetry)
