"""Finding things: lists from the transactional catalog, and text search; rights inside every query.

Read ``lists.py`` for lists. The text search has a port (``port.py``: what may be asked and told) and an
engine behind it (``whoosh_engine/``). What is changed is noted in the outbox of the catalog
(``kernel/outbox.py``); ``indexing.py`` takes it over, in a process of its own (``running.py``, ``piping.py``,
``indexer_child.py``). ``records.py`` says what is held of a node, ``querying.py`` reads what people type,
``finding.py`` is what pages ask. ``hits.py`` is what a type supplies to be found by everyone, ``public.py``
and ``intranet.py`` the two pages.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Declare the indexes that every node has, the engine, and the search pages."""
    for name in ("indexes", "hits", "records", "engine"):
        config.include(f".{name}")
    config.add_journal_verbs(".journal")
    for name in ("content", "public", "intranet", "saving", "suggestions", "api"):
        config.scan(f".{name}", categories=("pyramid",))
    config.scan(".evolve", categories=("pyramid",))
