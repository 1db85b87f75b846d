"""Opening the application and its graph from a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import transaction
from plaster import get_loader
from pyramid.registry import Registry
from pyramid.threadlocal import RequestContext
from ZODB import DB

from .. import configure
from ..kernel.records import Act
from ..root import ROOT_KEY, bare_request

SYSTEM = "system"


@dataclass
class Opened:
    """The application with its database open.

    :param app: the WSGI application.
    :param server: the ``[server:main]`` settings.
    """

    app: Any
    registry: Registry
    db: DB
    server: dict[str, str]

    def act(self, by: str = SYSTEM, name: str = "System") -> Act:
        """Make an act of the command's own."""
        return Act(by, name, self.registry.clock.now(), self.registry)

    @property
    def is_empty(self) -> bool:
        """Whether no graph has been set up yet."""
        with self.zodb_root() as zodb_root:
            return ROOT_KEY not in zodb_root

    @contextmanager
    def zodb_root(self) -> Iterator[Any]:
        """Open the mapping at the top of the ZODB in a transaction; commits at the end."""
        transaction.begin()
        connection = self.db.open()
        try:
            with RequestContext(bare_request(self.registry)):
                yield connection.root()
                transaction.commit()
        finally:
            transaction.abort()
            connection.close()

    @contextmanager
    def graph(self) -> Iterator[Any]:
        """Open the graph in a transaction; commits at the end."""
        with self.zodb_root() as zodb_root:
            yield zodb_root[ROOT_KEY]


@contextmanager
def opened(config: str, data: str) -> Iterator[Opened]:
    """Open the application that ``config`` describes on the data folder ``data``.

    :param config: path of the .ini.
    :param data: path of the folder with the database; made when it does not exist.
    """
    folder = Path(data).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    loader = get_loader(config)
    loader.setup_logging()
    defaults = {"data": str(folder)}
    settings = loader.get_wsgi_app_settings(defaults=defaults)
    configured = configure(dict(settings))
    app = configured.make_wsgi_app()
    db = configured.registry._zodb_databases[""]  # noqa: SLF001 -- pyramid_zodbconn keeps it there and nowhere else
    try:
        yield Opened(app, configured.registry, db, loader.get_settings("server:main", defaults))
    finally:
        db.close()
