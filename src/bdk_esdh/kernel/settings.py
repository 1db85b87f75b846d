"""Every setting of the platform, with its default, type and meaning."""

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pyramid.config import Configurator
from pyramid.settings import aslist

#: as people and disks count it, so that the limit reads the same in every sentence about it
MEGABYTE = 1_000_000


class BadSetting(ValueError):
    """A setting is unknown, of the wrong type, or not allowed together with another."""


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
    #: host names the site answers to; empty means every name (only outside production)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "testserver")
    #: folder with the installed npm packages
    assets: Path = Path("node_modules")
    #: folder with the guides that the pages of help show
    docs: Path = Path("docs")
    #: run background work in a thread of the web process
    embedded_worker: bool = True
    #: name of the authority, as pages show it
    site_name: str = "Brønderslev-Dronninglund Kommune"
    #: where one writes to the authority, as pages show it; empty shows none
    contact_mail: str = ""
    #: address of the accessibility statement made with the agency's tool; empty: our own page
    accessibility_statement: str = ""
    #: working days before a letter is shown on the postlist
    postlist_delay: int = 2
    #: public holidays apart, also these days (MM-DD) are no working days
    closed_days: tuple[str, ...] = ("06-05", "12-24", "12-31")
    #: session ends after so many minutes without a request
    session_idle_minutes: int = 60
    #: a case that was opened in an emergency is open for so many minutes
    break_glass_minutes: int = 60
    #: session ends after so many hours in any case
    session_absolute_hours: int = 10
    #: cookies are only sent over HTTPS
    secure_cookies: bool = False
    #: who asks for ``/metrics`` has to send this; empty lets in this machine alone
    metrics_token: str = ""
    #: memory for public pages that are given again as they were made, in megabytes; 0 keeps none
    page_cache_mb: int = 64
    #: requests a minute that one person's programs may make, all together; 0 for as many as they like
    api_requests_per_minute: int = 24_000
    #: the same for those from one address that are not logged in
    api_anonymous_per_minute: int = 12_000
    #: at night also ask other sites whether the addresses answer that our pages lead to
    check_outer_links: bool = False
    #: ``host:port`` that may be asked although they lie in an inner net (only outside production)
    outer_links_allowed: tuple[str, ...] = ()
    #: ``/readyz`` says no when the disk of the data folder has fewer megabytes left
    low_disk_mb: int = 500

    @property
    def upload_limit(self) -> int:
        """The upload limit in bytes."""
        return self.upload_limit_mb * MEGABYTE


_YES = frozenset({"true", "yes", "on", "1"})
_NO = frozenset({"false", "no", "off", "0"})
_MONTH_AND_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
#: the least value of a number; 1 where nothing else is said
_LEAST = {
    "postlist_delay": 0,
    "page_cache_mb": 0,
    "api_requests_per_minute": 0,
    "api_anonymous_per_minute": 0,
}


def _boolean(value: Any) -> bool:
    # Pyramid's own takes everything it does not know for "no": ``production = ture`` would
    # start a demonstration.
    text = str(value).strip().lower()
    if text not in _YES | _NO:
        raise ValueError(f"{value!r} is neither true nor false")
    return text in _YES


def _path(value: Any) -> Path:
    if not str(value).strip():
        raise ValueError("is empty")
    return Path(value)


_CONVERTERS: dict[Any, Any] = {
    bool: _boolean,
    int: int,
    str: str,
    Path: _path,
    tuple[str, ...]: lambda value: tuple(aslist(value)),
}


def read_settings(raw: dict[str, Any]) -> Settings:
    """Convert the raw ``esdh.*`` settings.

    :param raw: the .ini's settings, all strings.
    :raises BadSetting: for an unknown ``esdh.`` setting or one of the wrong type,
        because a misspelt setting that is silently ignored costs a day; and for one that
        production does not allow.
    """
    known = {field.name: field.type for field in fields(Settings)}
    given = {}
    for key, value in raw.items():
        if not key.startswith("esdh."):
            continue
        name = key.removeprefix("esdh.")
        if name not in known:
            raise BadSetting(f"unknown setting {key}")
        try:
            given[name] = _CONVERTERS[known[name]](value)
        except (TypeError, ValueError) as error:
            raise BadSetting(f"setting {key}: {error}") from error
    settings = Settings(**given)
    for problem in (*_bad_values(settings), *_not_in_production(settings)):
        raise BadSetting(problem)
    return settings


def _bad_values(settings: Settings) -> list[str]:
    """Say which values are of the right type and yet make no sense."""
    numbers = [(each.name, getattr(settings, each.name)) for each in fields(Settings) if each.type is int]
    problems = [
        f"setting esdh.{name}: {number} is less than {_LEAST.get(name, 1)}"
        for name, number in numbers
        if number < _LEAST.get(name, 1)
    ]
    address = settings.accessibility_statement
    if address and not address.startswith("https://"):
        problems.append(f"setting esdh.accessibility_statement: {address!r} is no address with https://")
    return problems + [
        f"setting esdh.closed_days: {day!r} is no MM-DD"
        for day in settings.closed_days
        if not _MONTH_AND_DAY.fullmatch(day)
    ]


def _not_in_production(settings: Settings) -> list[str]:
    """Say which settings only fit a test or a demonstration, if this is production."""
    if not settings.production:
        return []
    rules = (
        (settings.demo_logins, "esdh.demo_logins must be false in production"),
        (not settings.hosts, "esdh.hosts must name the site's hosts in production"),
        (bool(settings.outer_links_allowed), "esdh.outer_links_allowed must be empty in production"),
        (not settings.secure_cookies, "esdh.secure_cookies must be true in production"),
    )
    return [sentence for broken, sentence in rules if broken]


def includeme(config: Configurator) -> None:
    """Put the converted settings on the registry.

    :raises BadSetting: see :func:`read_settings`.
    """
    config.registry.esdh_settings = read_settings(config.registry.settings)
