"""Three states of a form are compared: what was shown, what is, what was written."""

import base64
import datetime as dt
import zlib
from types import SimpleNamespace

import pytest
from tests.support.builders import a_case, a_document
from tests.support.every_field import EverySchema

from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.kernel.concurrent_edits import (
    ChangedMeanwhile,
    Edited,
    LastEdit,
    etag_of,
    pack,
    require_unchanged,
    settle,
    state_of,
    unpack,
)

VALUES = {
    "title": "Carport",
    "letter_date": dt.date(2026, 11, 20),
    "copies": 3,
    "description": "En linje\nEn til",
    "direction": "in",
    "subjects": ["a"],
    "public": True,
    "password": "hemmelig",
    "parties": [{"name": "Bo", "role": "applicant"}],
}
NOBODY = SimpleNamespace()
SANNE = SimpleNamespace(
    last_edit=LastEdit("sanne", "Sanne Mønster", dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
)


def schema():
    return EverySchema().bind(units=(("byg", "Byg"),), today=dt.date(2026, 11, 22))


def compare(*, now=None, mine=None, shown=VALUES, node=SANNE, by="karla"):
    form = schema()
    state = None if shown is None else state_of(form, shown)
    return settle(form, state, Edited(node, {**VALUES, **(now or {})}), {**VALUES, **(mine or {})}, by)


def test_a_state_survives_being_packed_and_holds_no_password_and_no_file():
    state = state_of(schema(), VALUES)
    assert unpack(pack(state)) == state
    assert "password" not in state
    assert "file" not in state
    assert "hemmelig" not in str(state)


@pytest.mark.parametrize(
    ("name", "theirs", "mine"),
    [
        ("title", "Garage", "Udhus"),
        ("letter_date", dt.date(2026, 11, 21), None),
        ("copies", 4, 5),
        ("description", "En linje", "En linje\nEn til\nEn mere"),
        ("direction", "out", None),
        ("subjects", ["a", "b"], []),
        ("parties", [], [{"name": "Bo", "role": "neighbour"}]),
    ],
)
def test_every_kind_of_field_clashes_merges_and_stays(name, theirs, mine):
    assert [each.name for each in compare(now={name: theirs}, mine={name: mine}).clashes] == [name]
    merged = compare(now={name: theirs})
    assert (merged.taken, merged.clashes) == ((name,), ())
    kept = compare(mine={name: mine})
    assert (kept.taken, kept.clashes, kept.values[name]) == ((), (), mine)
    assert compare(now={name: theirs}, mine={name: theirs}).clashes == ()


def test_what_is_taken_over_has_the_field_s_own_kind():
    merged = compare(
        now={"letter_date": dt.date(2026, 11, 21), "public": False, "copies": None}, mine={"title": "Udhus"}
    )
    assert merged.values["letter_date"] == dt.date(2026, 11, 21)
    assert merged.values["public"] is False
    assert merged.values["copies"] is None
    assert merged.values["title"] == "Udhus"


def test_what_was_stored_with_other_spaces_or_line_ends_was_not_changed_by_whoever_saves_it():
    stored = {"title": "Carport  ", "description": "En linje\r\nEn til\r\n"}
    settled = compare(shown={**VALUES, **stored}, now={**stored, "copies": 9})
    assert settled.clashes == ()
    assert settled.taken == ("copies",)


def test_a_choice_that_is_no_longer_offered_is_shown_and_not_taken_over():
    settled = compare(now={"unit": "nedlagt"})
    assert [each.name for each in settled.clashes] == ["unit"]


def test_without_what_was_shown_everything_of_another_s_is_a_clash():
    settled = compare(shown=None, now={"title": "Garage", "copies": 4}, mine={"title": "Udhus"})
    assert {each.name for each in settled.clashes} == {"title", "copies"}
    assert not any(each.before_is_known for each in settled.clashes)


@pytest.mark.parametrize(("node", "by"), [(NOBODY, "karla"), (SANNE, "sanne")])
def test_without_what_was_shown_one_s_own_and_nobody_s_are_overwritten(node, by):
    settled = compare(shown=None, now={"title": "Garage"}, mine={"title": "Udhus"}, node=node, by=by)
    assert settled.clashes == ()
    assert settled.values["title"] == "Udhus"


BOMB = base64.urlsafe_b64encode(zlib.compress(b'{"title": "' + b"x" * 10_000_000 + b'"}')).decode()
DEEP = base64.urlsafe_b64encode(zlib.compress(b"[" * 100_000)).decode()
LIST = base64.urlsafe_b64encode(zlib.compress(b"[1]")).decode()


@pytest.mark.parametrize(
    "text", ["", "x", "====", "\0", "æ" * 10, "A" * 2_000_000, BOMB, DEEP, LIST, pack({})[:-4]]
)
def test_garbage_for_what_was_shown_is_nothing(text):
    assert unpack(text) is None


@pytest.mark.parametrize(
    "shown", [{}, {"title": ["x"]}, {"title": {"a": 1}, "parties": "x", "copies": "mange"}]
)
def test_a_state_of_another_shape_does_no_harm(shown):
    form = schema()
    values = {**VALUES, "title": "Udhus"}
    settled = settle(form, shown, Edited(SANNE, {**VALUES, "title": "Garage"}), values, "karla")
    assert "title" in {each.name for each in settled.clashes}


def test_a_program_is_refused_when_the_record_is_no_longer_what_it_read(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        etag = etag_of(case, act.registry)
        document = a_document(case, act)
        assert etag_of(case, act.registry) == etag, "a document more is no change of the case's facts"
        for tag in (etag, f'"{etag}"', f'W/"{etag}"'):
            require_unchanged(case, tag, act.registry)
        change_case(case, {**case_values(case), "title": "Garage"}, act)
        for tag in (etag, "", "x", '"*"'):
            with pytest.raises(ChangedMeanwhile):
                require_unchanged(case, tag, act.registry)
        assert etag_of(document, act.registry) != etag_of(case, act.registry)


def test_every_type_with_a_form_has_an_etag(site):
    with site.graph() as (root, act):
        for node in (
            root["sager"],
            root["organisation"]["personer"]["medarbejder"],
            root["organisation"]["enheder"]["byg"],
        ):
            assert len(etag_of(node, act.registry)) >= 32
