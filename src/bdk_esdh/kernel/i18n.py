"""Danish is the source language; English lies beside it in ``locale``."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pyramid.config import Configurator
from pyramid.i18n import (
    Localizer,
    TranslationString,
    TranslationStringFactory,
    default_locale_negotiator,
    make_localizer,
)
from pyramid.interfaces import ILocalizer, ITranslationDirectories
from pyramid.request import Request
from translationstring import dugettext_policy

_ = TranslationStringFactory("bdk_esdh")

#: what pages are written in
LANGUAGES = ("da",)
#: what one may choose to read in, by its own name; what is not among ``LANGUAGES`` is shown in Danish
CHOSEN_LANGUAGES = {"da": "Dansk", "en": "English"}
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
    name = config.get_settings()["pyramid.default_locale_name"]
    folders = config.registry.queryUtility(ITranslationDirectories, default=[])
    localizer = RememberingLocalizer(name, make_localizer(name, folders).translations)
    config.registry.registerUtility(localizer, ILocalizer, name=name)


def language_of(request: Request) -> str | None:
    """Return the language a request asks for, or whoever is at work has chosen; ``None`` for our own.

    Pyramid keeps a localizer for each name it is given, whatever it is: anybody could fill the memory.
    """
    asked = default_locale_negotiator(request)
    source = getattr(request.registry, "language_source", None)
    if asked is None and source is not None and request.path_info.startswith("/intranet/"):
        asked = source(request)
    return asked if asked in LANGUAGES else None


def includeme(config: Configurator) -> None:
    """Put the localizer of our own language where Pyramid looks for it, when all folders are known."""
    config.set_locale_negotiator(language_of)
    config.action("the localizer of our language", lambda: _remember_texts(config), order=1000)
