"""What a form takes, what it refuses, and how it tells."""

import datetime as dt
import re

import colander
import pytest

from bdk_esdh.kernel.errors import DomainError, SeveralErrors
from bdk_esdh.kernel.fields import Line
from support.every_field import Drafts, a_file, a_form, messages, refused


def test_a_full_answer_becomes_values():
    values = a_form().validate(
        [
            ("title", "  Carport,\tAlgade   312 "),
            ("letter_date", "23.11.26"),
            ("start", "8.15"),
            ("copies", "1.200"),
            ("description", "Linje 1\r\nLinje 2"),
            ("unit", "vej"),
            ("direction", "in"),
            ("subjects", "b"),
            ("subjects", "a"),
            ("public", "1"),
            ("password", " med mellemrum "),
            ("parties.rows", "3"),
            ("parties.3.name", "Ida Attrap"),
            ("parties.3.role", "applicant"),
        ]
    )
    assert values == {
        "title": "Carport, Algade 312",
        "letter_date": dt.date(2026, 11, 23),
        "start": dt.time(8, 15),
        "copies": 1200,
        "description": "Linje 1\nLinje 2",
        "unit": "vej",
        "direction": "in",
        "subjects": ["a", "b"],
        "public": True,
        "password": " med mellemrum ",
        "back": "",
        "parties": [{"name": "Ida Attrap", "role": "applicant"}],
        "file": None,
    }


def test_the_button_that_was_pressed_is_known():
    form = a_form()
    form.validate([("title", "Carport"), ("finalise", "1")])
    assert form.pressed == "finalise"


def test_errors_are_counted_in_words_and_lead_to_their_fields():
    form = refused([("title", ""), ("letter_date", "31.11.2026")])
    assert form.error_heading == "Ret to ting, så kan du gå videre"
    assert [(line.text, line.target) for line in form.error_lines] == [
        ("Skriv en titel", "form-title"),
        ("Der er ingen dag, der hedder 31. november", "form-letter_date"),
    ]


def test_a_form_without_errors_says_so():
    assert not a_form().has_errors
    assert refused([]).has_errors


def test_everything_typed_stays_in_a_refused_form():
    html = refused(
        [("title", ""), ("letter_date", "31/11"), ("unit", "vej"), ("description", "Ligger <ved> åen")]
    ).__html__()
    assert 'value="31/11"' in html
    assert 'value="vej" selected' in html
    assert "Ligger &lt;ved&gt; åen" in html


def test_a_password_is_never_sent_back():
    assert "hemmeligt" not in refused([("title", ""), ("password", "hemmeligt")]).__html__()


def test_markup_that_was_typed_is_shown_as_text():
    html = refused([("title", '"><script>alert(1)</script>' + "x" * 300)]).__html__()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_name_of_the_submission_goes_along_until_the_form_is_accepted():
    first = a_form()
    assert re.fullmatch("[0-9a-f]{32}", first.submission)
    second = a_form()
    second.validate([("title", "Carport"), ("submission", first.submission)])
    assert second.submission == first.submission


def test_a_submission_name_that_we_did_not_make_is_replaced():
    form = refused([("submission", "../../etc")])
    assert re.fullmatch("[0-9a-f]{32}", form.submission)


def test_a_field_may_not_take_a_name_that_every_form_uses():
    schema = colander.MappingSchema()
    schema.add(Line(name="csrf_token"))
    with pytest.raises(ValueError, match="csrf_token"):
        a_form(schema)


def test_values_are_shown_with_the_reason_for_a_suggestion():
    form = a_form().bind_values(
        {"title": "Tegninger", "letter_date": dt.date(2026, 11, 9)},
        reasons={"title": "Fra brevets emnelinje"},
    )
    html = form.__html__()
    assert 'value="Tegninger"' in html
    assert 'value="09.11.2026"' in html
    assert "Fra brevets emnelinje" in html
    assert 'aria-describedby="form-title-hint form-title-grund"' in html


# What actions refuse -------------------------------------------------------


def test_what_an_action_refuses_is_told_at_its_field_and_everything_typed_stays():
    form = a_form()
    form.validate([("title", "Carport"), ("parties.rows", "0"), ("parties.0.name", "Ida Attrap")])
    form.add_errors(
        [
            DomainError("Titlen er brugt", field="title"),
            DomainError("Skriv hele navnet", field="parties.0.name"),
        ]
    )
    assert [(line.text, line.target) for line in form.error_lines] == [
        ("Titlen er brugt", "form-title"),
        ("Skriv hele navnet", "form-parties-0-name"),
    ]
    assert 'value="Carport"' in form.__html__()


def test_what_concerns_the_whole_stands_at_the_top():
    form = a_form()
    form.validate([("title", "Carport")])
    form.add_errors([DomainError("Sagen er afsluttet", field="no_such_field")])
    assert messages(form) == ["Sagen er afsluttet"]
    assert form.error_heading == "Det kan ikke lade sig gøre endnu"


def test_several_errors_are_told_at_once():
    form = a_form()
    form.validate([("title", "Carport")])
    form.add_errors([SeveralErrors([DomainError("A", field="title"), DomainError("B")])])
    assert sorted(messages(form)) == ["A", "B"]


# Rows ----------------------------------------------------------------------


def test_the_server_adds_a_row_and_keeps_what_was_typed():
    form = refused(
        [("title", "Carport"), ("parties.rows", "0"), ("parties.0.name", "Ida"), ("parties:add", "1")]
    )
    assert not form.has_errors
    html = form.__html__()
    assert 'value="Carport"' in html
    assert 'name="parties.0.name" value="Ida"' in html
    assert 'name="parties.1.name" value="" autofocus' in html


def test_the_server_removes_the_row_whose_button_was_pressed():
    form = refused(
        [
            ("parties.rows", "0"),
            ("parties.rows", "1"),
            ("parties.0.name", "Ida"),
            ("parties.1.name", "Bent"),
            ("parties.0:remove", "1"),
        ]
    )
    html = form.__html__()
    assert 'name="parties.0.name" value="Bent"' in html
    assert "Ida" not in html
    assert "parties.1.name" not in html


def test_an_error_in_a_row_stands_in_that_row():
    form = refused(
        [
            ("title", "C"),
            ("parties.rows", "4"),
            ("parties.rows", "7"),
            ("parties.4.name", "Ida"),
            ("parties.7.name", ""),
        ]
    )
    assert [(line.text, line.target) for line in form.error_lines] == [
        ("Udfyld “Navn”", "form-parties-1-name")
    ]


def test_enter_in_a_field_presses_the_main_button_and_not_one_that_removes():
    html = refused([("title", ""), ("parties.rows", "0"), ("parties.0.name", "Ida")]).__html__()
    assert html.index(">Opret sag</button>") < html.index(":remove")


def test_no_more_rows_than_allowed_are_read():
    items = [("title", "C")]
    for number in range(300):
        items += [("parties.rows", str(number)), (f"parties.{number}.name", "Ida")]
    assert len(a_form().validate(items)["parties"]) == 50


# Files ---------------------------------------------------------------------


def test_a_chosen_file_is_an_answer():
    upload = a_form().validate([("title", "C"), ("file", a_file("C:\\tegninger\\snit.PDF"))])["file"]
    assert (upload.filename, upload.size, upload.extension) == ("snit.PDF", 8, "pdf")
    assert upload.stream.read() == b"%PDF-1.7"


def test_an_empty_file_is_refused_with_a_message():
    form = refused([("title", "C"), ("file", a_file(data=b""))])
    assert messages(form) == ["Filen er tom (0 byte). Vælg den igen, eller kontrollér den på din computer"]


def test_a_file_that_is_too_big_is_refused_with_both_sizes():
    form = refused([("title", "C"), ("file", a_file(data=b"x" * 1_200_000))])
    assert messages(form) == ["Filen fylder 1,2 MB. Grænsen er 1 MB. Del den, eller send et link til os"]


def test_a_file_of_another_kind_is_refused_with_those_that_are_taken():
    form = refused([("title", "C"), ("file", a_file("virus.pdf.exe"))])
    assert messages(form) == ["Vi kan ikke tage imod den slags fil. Vælg PDF eller DOCX"]


def test_a_chosen_file_is_kept_while_the_form_comes_back():
    drafts = Drafts()
    html = refused([("title", ""), ("file", a_file())], drafts=drafts).__html__()
    assert "tegning.pdf" in html
    assert 'name="file.token" value="token0"' in html
    values = a_form(drafts=drafts).validate([("title", "C"), ("file.token", "token0")])
    assert values["file"].filename == "tegning.pdf"


def test_a_file_is_kept_when_the_action_refuses():
    form = a_form(drafts=Drafts())
    form.validate([("title", "C"), ("file", a_file())])
    assert "token0" in form.add_errors([DomainError("Nej", field="title")]).__html__()


def test_a_refused_file_is_not_kept():
    drafts = Drafts()
    refused([("title", ""), ("file", a_file(data=b""))], drafts=drafts)
    assert drafts.kept == {}


def test_a_kept_file_can_be_let_go():
    drafts = Drafts()
    refused([("title", ""), ("file", a_file())], drafts=drafts)
    form = refused([("title", "C"), ("file.token", "token0"), ("file:remove", "1")], drafts=drafts)
    assert not form.has_errors
    assert "token0" not in form.__html__()


def test_a_guessed_token_is_no_file():
    assert a_form(drafts=Drafts()).validate([("title", "C"), ("file.token", "token9")])["file"] is None
