"""Opening the application and its graph from a command."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator
from configparser import Error as ParsingError
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import transaction
from plaster import PlasterError, parse_uri
from plaster_pastedeploy import Loader
from pyramid.registry import Registry
from pyramid.threadlocal import RequestContext  # noqa: TID251 (the graph's own events look the registry up where Pyramid keeps it)
from zc.lockfile import LockError
from ZODB import DB
from ZODB.FileStorage.FileStorage import FileStorageError
from ZODB.POSException import StorageError

from .. import configure
from ..kernel.page_cache import cached
from ..kernel.records import SYSTEM, Act
from ..kernel.settings import BadSetting
from ..root import ROOT_KEY, bare_request
from .evolving import refuse_other_version
from .store_files import StoreFiles, store_files

#: longest address of a socket that Linux knows, less room for its name
_LONGEST_FOLDER = 90
#: objects that are kept in memory by what goes through everything: some 100 MB
_LOOKED_AT = 30_000


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
    def graph(self, *, any_version: bool = False) -> Iterator[Any]:
        """Open the graph in a transaction; commits at the end.

        :param any_version: also a graph that an older or a newer version has made.
        :raises ClickException: when there is none yet, or it is of another version.
        """
        with self.zodb_root() as zodb_root:
            if ROOT_KEY not in zodb_root:
                raise click.ClickException("the data folder holds no graph: run 'esdh init' or 'esdh demo'")
            root = zodb_root[ROOT_KEY]
            if not any_version:
                refuse_other_version(root, self.registry)
            yield root


@dataclass
class SettingsFile:
    """The .ini, with what it may refer to filled in."""

    loader: Any
    defaults: dict[str, str]

    def app(self) -> dict[str, Any]:
        """Return the settings of the application."""
        return dict(self.loader.get_wsgi_app_settings(defaults=self.defaults))

    def section(self, name: str) -> dict[str, str]:
        """Return what the section ``name`` says; nothing when there is none."""
        return dict(self.loader.get_settings(name, self.defaults))


def settings_of(config: str, data: str) -> SettingsFile:
    """Read the .ini and set up its logging.

    The store's own settings (ZConfig) know the environment and nothing else, so that the data
    folder is named there too.

    :param config: path of the .ini.
    :param data: path of the data folder; made when it does not exist.
    :raises ClickException: when the settings are wrong or the folder cannot be used.
    """
    folder = Path(data).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.update(ESDH_DATA=str(folder), ESDH_SOCKETS=str(socket_folder(folder)))
        # Asked for by its scheme, the loader would be sought among every package that is installed.
        loader = Loader(parse_uri(config))
        loader.setup_logging()
    except (PlasterError, ParsingError, LookupError, OSError) as error:
        raise click.ClickException(f"{config}: {error}") from error
    return SettingsFile(loader, {"data": str(folder)})


def socket_folder(data: Path) -> Path:
    """Return where the sockets of a data folder lie: in it, unless its name is too long for a socket.

    :raises OSError: when somebody else has made a folder of the name ours would have.
    """
    if len(str(data)) <= _LONGEST_FOLDER:
        return data
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"esdh-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o077:
        raise PermissionError(f"{folder} is not ours alone")
    return folder


def files_of_store(config: str, data: str) -> StoreFiles:
    """Find the files of the store that ``config`` names for the data folder ``data``.

    :raises ClickException: when the settings are wrong, or the store is not on this machine.
    """
    try:
        return store_files(settings_of(config, data).app(), Path(data).resolve())
    except LookupError as error:
        raise click.ClickException(f"{config}: {error}") from error


@contextmanager
def opened_to_read(config: str, data: str) -> Iterator[tuple[Opened, StoreFiles]]:
    """Open the application on the database as it is now, beside whoever serves it.

    Nothing that happens to the files of the store from here on is seen, and nothing is written to them.

    :param config: path of the .ini.
    :param data: path of the data folder.
    :returns: the application, and the files of its store.
    :raises ClickException: when the settings are wrong, or the store is not on this machine.
    """
    silent = logging.getLogger("ZODB.FileStorage")
    try:
        settings = settings_of(config, data).app()
        configured = configure({**settings, "zodbconn.uri": "memory://"})
        app = cached(configured)
        files = store_files(settings, Path(data).resolve())
        # An index that does not fit is found and told of; ZODB would print how it failed to read it.
        silent.disabled = True
        db = configured.registry._zodb_databases[""] = DB(files.open_to_read(), cache_size=_LOOKED_AT)  # noqa: SLF001 -- as below
    except (BadSetting, PlasterError, ParsingError, LookupError, OSError, FileStorageError) as error:
        raise click.ClickException(f"{config}: {error}") from error
    finally:
        silent.disabled = False
    try:
        yield Opened(app, configured.registry, db, {}), files
    finally:
        db.close()


@contextmanager
def opened(config: str, data: str) -> Iterator[Opened]:
    """Open the application that ``config`` describes on the data folder ``data``.

    :param config: path of the .ini.
    :param data: path of the folder with the database; made when it does not exist.
    :raises ClickException: when the settings are wrong, the folder cannot be used,
        another process has the database open, or its server does not answer.
    """
    settings = settings_of(config, data)
    try:
        configured = configure(settings.app())
    except LockError as error:
        message = f"another process has the database in {data} open: stop it first (Ctrl-C in 'esdh serve')"
        raise click.ClickException(message) from error
    except StorageError as error:
        raise click.ClickException(f"the store of {data} does not answer: {error}") from error
    except (BadSetting, PlasterError, ParsingError, LookupError, OSError) as error:
        raise click.ClickException(f"{config}: {error}") from error
    app = cached(configured)
    db = configured.registry._zodb_databases[""]  # noqa: SLF001 -- pyramid_zodbconn keeps it there and nowhere else
    try:
        yield Opened(app, configured.registry, db, settings.section("server:main"))
    finally:
        db.close()
