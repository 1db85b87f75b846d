"""Danish is the source language; English lies beside it in ``locale``."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pyramid.config import Configurator
from pyramid.events import ContextFound
from pyramid.i18n import (
    Localizer,
    TranslationString,
    TranslationStringFactory,
    make_localizer,
)
from pyramid.interfaces import ILocalizer, ITranslationDirectories
from pyramid.request import Request
from pyramid.response import Response
from translationstring import dugettext_policy

from .danish import ENGLISH

_ = TranslationStringFactory("bdk_esdh")

#: what pages are written in, by its own name; the first is that of the code
CHOSEN_LANGUAGES = {"da": "Dansk", "en": "English"}
LANGUAGES = tuple(CHOSEN_LANGUAGES)
#: the cookie that remembers what somebody chose: the name of a language and nothing else
COOKIE = "sprog"
_ONE_YEAR = 365 * 24 * 3600
#: the faces for programs, and files that leave the house: Danish, whoever asks
_ALWAYS_DANISH = ("/api", "/dav", "/oparl")
_FILES = (".pdf", ".xml")
#: as ``translationstring`` knows them
_PLACEHOLDER = re.compile(r"(?<!\$)\$(?:([a-zA-Z][-a-zA-Z0-9_]*)|{([a-zA-Z][-a-zA-Z0-9_]*)})")
#: texts that are remembered; the product and its libraries have fewer
_MOST_TEXTS = 8_000


class RememberingLocalizer(Localizer):
    """Looks each text up once: a page has from 35 to some hundred of them, and hardly one of its own.

    What stands in the placeholders is put in each time, and nothing of it is kept.
    """

    def __init__(self, locale_name: str, translations: Any) -> None:
        """Remember nothing yet."""
        super().__init__(locale_name, translations)
        self._translated = lru_cache(_MOST_TEXTS)(self._look_up)

    def translate(
        self, tstring: str, domain: str | None = None, mapping: Mapping[str, Any] | None = None
    ) -> str:
        """Return the text in this language, its placeholders filled."""
        if domain or mapping or not isinstance(tstring, TranslationString):
            return str(super().translate(tstring, domain=domain, mapping=mapping))
        # A plain copy of the name: the text itself would keep alive what its placeholders are filled with.
        text = self._translated(str(tstring), tstring.domain, tstring.context)
        if text is None:
            # The very object, by which Chameleon knows that there is no translation.
            text = tstring.default
        return _filled(text, tstring.mapping) if text and tstring.mapping and "$" in text else text

    def _look_up(self, name: str, domain: str | None, context: str | None) -> str | None:
        found = dugettext_policy(self.translations, TranslationString(name, domain), domain, context)
        return None if found == name else str(found)


@lru_cache(_MOST_TEXTS)
def _split(text: str) -> tuple[tuple[str, str, str], ...]:
    """Cut a text into what stands before a placeholder, the placeholder, and the name in it."""
    found, end = [], 0
    for match in _PLACEHOLDER.finditer(text):
        found.append((text[end : match.start()], match[0], match[1] or match[2]))
        end = match.end()
    return (*found, (text[end:], "", ""))


def _filled(text: str, mapping: Mapping[str, Any]) -> str:
    """Do what ``TranslationString.interpolate`` does, and look for the placeholders once only."""
    return "".join(f"{before}{mapping.get(name, whole)}" for before, whole, name in _split(text))


def _remember_texts(config: Configurator) -> None:
    folders = config.registry.queryUtility(ITranslationDirectories, default=[])
    for name in LANGUAGES:
        localizer = RememberingLocalizer(name, make_localizer(name, folders).translations)
        config.registry.registerUtility(localizer, ILocalizer, name=name)


def language_of(request: Request) -> str:
    """Return the language that whoever asks has chosen, or else our own.

    Chosen in this browser (a cookie), or else by the person (``registry.language_source``, which a part that
    keeps it may set). What the browser itself would like best (``Accept-Language``) is not asked: a page
    would then depend on a header that no address and no cookie tells.
    """
    path = request.environ.get("PATH_INFO", "")
    if path.startswith(_ALWAYS_DANISH) or path.endswith(_FILES):
        return LANGUAGES[0]
    asked = request.cookies.get(COOKIE)
    if asked not in LANGUAGES:
        # Who asks is known from traversal on; before it, nobody has chosen anything.
        source = getattr(request.registry, "language_source", None)
        asked = source(request) if source is not None and hasattr(request, "root") else None
    return asked if asked in LANGUAGES else LANGUAGES[0]


def remember_language(request: Request, response: Response, language: str) -> None:
    """Let ``response`` keep a language in this browser: of the link in the head, and of one's profile.

    :param language: one of ``LANGUAGES``; anything else changes nothing.
    """
    if language in LANGUAGES:
        secure = request.registry.esdh_settings.secure_cookies
        response.set_cookie(
            COOKIE, language, max_age=_ONE_YEAR, path="/", samesite="Lax", httponly=True, secure=secure
        )


def _speak(event: ContextFound) -> None:
    """Write the dates of this page in its language, and forget it with the request."""
    request = event.request
    token = ENGLISH.set(request.localizer.locale_name == "en")
    request.add_finished_callback(lambda _request: ENGLISH.reset(token))


def includeme(config: Configurator) -> None:
    """Put the localizers of our languages where Pyramid looks for them, when all folders are known."""
    config.set_locale_negotiator(language_of)
    config.add_subscriber(_speak, ContextFound)
    config.action("the localizers of our languages", lambda: _remember_texts(config), order=1000)


def written_language(page_language: str) -> str | None:
    """Return the language of what is written in Danish alone, where the page is in another; else ``None``."""
    return None if page_language == LANGUAGES[0] else LANGUAGES[0]
