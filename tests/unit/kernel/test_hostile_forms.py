"""Whatever is posted, a form gives values or messages, and never falls over."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bdk_esdh.kernel.errors import DomainError
from bdk_esdh.kernel.forms import FormInvalid
from support.every_field import Drafts, a_file, a_form, messages, refused

ODD_TEXT = st.one_of(
    st.text(st.characters(), max_size=40),
    st.sampled_from(
        ["\ud800", "\x00", "\u202e", "1", "0", "i dag", "31.11", "9" * 400, "__start__", "x" * 5000]
    ),
)
NAMES = st.one_of(
    st.sampled_from(
        [
            "title", "letter_date", "start", "copies", "description", "unit", "direction", "subjects", "public",
            "password", "back", "parties", "parties.rows", "parties.0", "parties.0.name", "parties.0.role", "file",
            "file.token", "file:remove", "parties:add", "parties.0:remove", "submission", "csrf_token", "finalise",
            "__start__", "__end__", "", ".", "title.title", "parties.-1.name", "parties.99999.name",
        ]
    ),
    ODD_TEXT,
    st.none(),
    st.integers(),
)  # fmt: skip
VALUES = st.one_of(
    ODD_TEXT,
    st.none(),
    st.integers(),
    st.lists(ODD_TEXT, max_size=2),
    st.binary(max_size=5),
    st.builds(a_file, ODD_TEXT, st.binary(max_size=9)),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=25))
def test_whatever_is_posted_gives_values_or_a_form_that_can_be_sent_as_a_page(items):
    form = a_form(drafts=Drafts())
    try:
        values = form.validate(items)
    except FormInvalid:
        form.__html__().encode("utf-8")
    else:
        assert values["title"]
        form.add_errors([DomainError("Nej", field="title")]).__html__().encode("utf-8")


def test_a_form_with_far_too_many_controls_is_refused_with_a_message():
    assert "Formularen er for stor. Send den i flere dele" in messages(
        refused([("x", "y")] * 5001 + [("title", "C")])
    )


def test_peppercorn_markers_and_lists_are_only_extra_input():
    values = a_form().validate(
        [("__start__", "title:mapping"), ("__end__", "x"), ("__end__", "x"), ("title", "C")]
    )
    assert values["title"] == "C"


def test_a_file_where_a_text_belongs_is_no_answer():
    assert messages(refused([("title", a_file())])) == ["Skriv en titel"]


def test_a_text_where_a_file_belongs_is_no_answer():
    assert a_form().validate([("title", "C"), ("file", "tegning.pdf")])["file"] is None


def test_a_lone_surrogate_is_refused_with_a_message_and_the_page_can_be_sent():
    form = refused([("title", "Car\ud800port")])
    assert messages(form) == ["Teksten har et tegn, der ikke kan læses. Slet det, og skriv det igen"]
    assert "Car\ufffdport" in form.__html__()


def test_a_code_that_was_not_offered_is_refused():
    assert messages(refused([("title", "C"), ("unit", "skat"), ("direction", "x"), ("subjects", "q")])) == [
        "Vælg en af mulighederne", "Vælg en af mulighederne", "Vælg blandt mulighederne",
    ]  # fmt: skip


def test_no_message_of_a_form_is_english():
    form = refused(
        [
            (name, "\u202e\ud800")
            for name in ("title", "letter_date", "start", "copies", "unit", "subjects", "public")
        ]
        + [("parties.rows", "0")]
    )
    english = re.compile(r"\b(required|invalid|not|is|the|must|number|string|one of)\b", re.IGNORECASE)
    assert len(messages(form)) >= 7
    assert [text for text in messages(form) if english.search(text)] == []
