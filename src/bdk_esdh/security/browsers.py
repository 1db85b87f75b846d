"""Which browser, in plain words, so that people recognise their own sessions.

Three words are kept of what a browser says of itself, not the text: with its versions it
would tell one machine from another.
"""

import re

#: what is looked for, the first that fits: many browsers say they are also another
_BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("ChromeOS", r"CrOS"),
    ("Mac", r"Macintosh|Mac OS X"),
    ("Linux", r"Linux|X11"),
)
_READ_AT_MOST = 500


def browser_of(user_agent: str | None) -> tuple[str, str]:
    """Return the names of the browser and the system, each ``""`` when unknown.

    :param user_agent: what the browser says of itself; anything at all.
    """
    text = (user_agent or "")[:_READ_AT_MOST]
    return _first(_BROWSERS, text), _first(_SYSTEMS, text)


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, text)), "")
