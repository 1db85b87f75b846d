"""Every text of code and templates has its English, and the catalogue holds no other."""

import re
from collections import Counter

import pytest
from tests.support.messages import TEMPLATE, collected, english

HOLE = re.compile(r"\$?\{\w+\}")
MARKUP = re.compile(r"</?\w[^>]*>|&\w+;")


@pytest.fixture(scope="module")
def messages():
    return {entry.msgid: entry for entry in collected()}


@pytest.fixture(scope="module")
def catalogue():
    return {entry.msgid: entry for entry in english()}


def listed(texts):
    return "\n".join([*sorted(texts), "", "make messages lists what is missing as a file to fill in"])


def test_every_text_has_english(messages, catalogue):
    missing = {text for text in messages if text not in catalogue or not catalogue[text].msgstr.strip()}
    assert not missing, listed(missing)


def test_no_text_is_translated_that_stands_nowhere(messages, catalogue):
    stale = catalogue.keys() - messages.keys()
    assert not stale, listed(stale)


def test_the_template_is_what_stands_in_the_code(messages):
    in_template = set(re.findall(r'^msgid "(.+)"$', TEMPLATE.read_text(), re.MULTILINE))
    short = {entry.msgid for entry in messages.values() if len(entry.msgid) < 60 and '"' not in entry.msgid}
    assert short <= in_template, listed(short - in_template)


def test_what_is_put_into_a_text_and_its_markup_are_the_same_in_english(catalogue):
    unlike = {
        text
        for text, entry in catalogue.items()
        for pattern in (HOLE, MARKUP)
        if Counter(pattern.findall(text)) != Counter(pattern.findall(entry.msgstr))
    }
    assert not unlike, listed(unlike)


def test_a_text_that_joins_others_keeps_its_spaces_and_its_end(catalogue):
    unlike = {
        text
        for text, entry in catalogue.items()
        if (text[0] == " ", text[-1] in " :….") != (entry.msgstr[0] == " ", entry.msgstr[-1] in " :….")
    }
    assert not unlike, listed(unlike)


def test_no_text_is_one_that_lingua_cannot_tell(messages):
    assert not [text for text in messages if "<dynamic element>" in text], "give the element an i18n:name"
