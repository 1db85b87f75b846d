"""A text that is remembered is the text Pyramid's own localizer gives, placeholders and all."""

import gettext

import pytest
from pyramid.i18n import Localizer, TranslationString
from pyramid.interfaces import ILocalizer

from bdk_esdh.kernel.i18n import LANGUAGES, RememberingLocalizer, _


class Catalogue(gettext.NullTranslations):
    """Knows one text, and counts what it is asked."""

    asked = 0

    def dugettext(self, domain, message):
        self.asked += 1
        known = {("bdk_esdh", "Sag ${number}"): "Case ${number}", ("bdk_esdh", "Hjem"): "Home"}
        return known.get((domain, message), message)


TEXTS = [
    _("Hjem"),
    _("Ukendt"),
    _("Sag ${number}", mapping={"number": 7}),
    _("Sag ${number}", mapping={"other": 7}),
    _("Sag ${number}"),
    _("$number og ${number} og $$number", mapping={"number": "${number}"}),
    _("Bilag ${number}: ${title}", mapping={"number": 1, "title": "$number ${title} <b>"}),
    _("Hjem", default="Hus ${a}", mapping={"a": None}),
    _("hus", default="Hus ${a-b}", mapping={"a-b": "x"}),
    _("Hjem", context="andet"),
    TranslationString("Hjem"),
    TranslationString("Hjem", domain="andet"),
    TranslationString(_("Sag ${number}", mapping={"number": 1}), mapping={"number": 2}),
    _(""),
    "Hjem",
]


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_it_says_what_the_other_says(text):
    ours, theirs = RememberingLocalizer("da", Catalogue()), Localizer("da", Catalogue())
    for _time in range(2):
        assert ours.translate(text) == theirs.translate(text)
        more = {"domain": "bdk_esdh", "mapping": {"number": 3}}
        assert ours.translate(text, **more) == theirs.translate(text, **more)


def test_what_chameleon_knows_its_default_by_comes_back_itself():
    default = type("Marker", (str,), {})("")
    assert RememberingLocalizer("da", Catalogue()).translate(_("Ukendt", default=default)) is default


def test_each_text_is_looked_up_once_whatever_is_put_into_it():
    catalogue = Catalogue()
    localizer = RememberingLocalizer("da", catalogue)
    found = [localizer.translate(_("Sag ${number}", mapping={"number": number})) for number in (1, 2, 3)]
    assert found == ["Case 1", "Case 2", "Case 3"]
    assert catalogue.asked == 1


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_application_uses_it_for_each_of_its_languages(site, name):
    assert isinstance(site.registry.queryUtility(ILocalizer, name=name), RememberingLocalizer)
