"""Every setting of the platform, with its default, type and meaning."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pyramid.config import Configurator
from pyramid.settings import asbool, aslist

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """The ``esdh.*`` settings of the .ini, converted; each line is one setting."""

    #: folder of the database, files, logs and secrets
    data: Path = Path("var/demo")
    #: ``system``, ``file:PATH`` or a fixed ISO time (only outside production)
    clock: str = "system"
    #: refuse everything that is only for tests and demonstrations
    production: bool = False
    #: the demonstration logins exist and are shown on the login page
    demo_logins: bool = False
    #: largest file one may upload, in megabytes
    upload_limit_mb: int = 50
    #: host names the site answers to; empty means every name of this machine's own
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "testserver")
    #: folder with the installed npm packages
    assets: Path = Path("node_modules")
    #: run background work in a thread of the web process
    embedded_worker: bool = True
    #: name of the authority, as pages show it
    site_name: str = "Brønderslev-Dronninglund Kommune"
    #: working days before a letter is shown on the postlist
    postlist_delay: int = 2
    #: public holidays apart, also these days (MM-DD) are no working days
    closed_days: tuple[str, ...] = ("06-05", "12-24", "12-31")
    #: session ends after so many minutes without a request
    session_idle_minutes: int = 60
    #: session ends after so many hours in any case
    session_absolute_hours: int = 10
    #: cookies are only sent over HTTPS
    secure_cookies: bool = False

    @property
    def upload_limit(self) -> int:
        """The upload limit in bytes."""
        return self.upload_limit_mb * MEGABYTE


_CONVERTERS: dict[Any, Any] = {
    bool: asbool,
    int: int,
    str: str,
    Path: Path,
    tuple[str, ...]: lambda value: tuple(aslist(value)),
}


def read_settings(raw: dict[str, Any]) -> Settings:
    """Convert the raw ``esdh.*`` settings.

    :param raw: the .ini's settings, all strings.
    :raises ValueError: for an unknown ``esdh.`` setting or one of the wrong type,
        because a misspelt setting that is silently ignored costs a day.
    """
    known = {field.name: field.type for field in fields(Settings)}
    given = {}
    for key, value in raw.items():
        if not key.startswith("esdh."):
            continue
        name = key.removeprefix("esdh.")
        if name not in known:
            message = f"unknown setting {key}"
            raise ValueError(message)
        try:
            given[name] = _CONVERTERS[known[name]](value)
        except (TypeError, ValueError) as error:
            message = f"setting {key}: {error}"
            raise ValueError(message) from error
    return Settings(**given)


def includeme(config: Configurator) -> None:
    """Put the converted settings on the registry."""
    config.registry.esdh_settings = read_settings(config.registry.settings)
