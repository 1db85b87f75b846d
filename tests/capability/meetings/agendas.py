"""Builders of committees, agendas and released documents, by the real actions."""

import io
from dataclasses import replace
from datetime import date, time

from tests.support.builders import a_document, a_pdf

from bdk_esdh.documents.actions import move_document, note_change
from bdk_esdh.documents.content import Release
from bdk_esdh.documents.release import release_document
from bdk_esdh.files.storing import store_file
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item
from bdk_esdh.organisation.actions import add_person, people_of

WEDNESDAY = date(2026, 12, 9)
ITEM = {"kind": "case", "summary": "Taget er utæt.", "presentation": "Det koster 2,3 mio. kr."}


def a_committee(root, act, **facts):
    """Make a committee in which ``politiker`` sits."""
    values = {
        "title": "Økonomiudvalget",
        "code": "ØK",
        "weekday": 2,
        "time": time(8, 15),
        "place": "Mødelokale 219",
        "members": [{"name": "Rigmor Opdigt", "party": "Liste X", "chair": True, "login": "politiker"}],
    }
    return add_committee(root["udvalg"], {**values, **facts}, act)


def another_politician(root, act, login="politiker2"):
    """Make a politician who sits in no committee yet."""
    values = {"login": login, "title": "Magda Modelsen", "roles": ("politician",)}
    person = add_person(people_of(root), values, replace(act, by="administrator"))
    person.password_hash = people_of(root)["politiker"].password_hash
    return person


def a_meeting(committee, act, day=WEDNESDAY, at=time(8, 15), place="Mødelokale 219"):
    """Plan a meeting."""
    return plan_meeting(committee, {"date": day, "time": at, "place": place}, act)


def an_item(meeting, act, case=None, **facts):
    """Put an item on an agenda."""
    return add_item(meeting, {**ITEM, "title": "Nyt tag på skolen", "case": case, **facts}, act)


def a_released_document(case, act, *, cleaned_for_real=False, **facts):
    """Register a document and give its cleaned file to the public.

    Cleaning takes seconds; where only the outcome matters, another PDF stands for the cleaned one.
    """
    document = a_document(case, act, **facts)
    move_document(document, "finalise", act)
    if cleaned_for_real:
        release_document(document, act)
        return document
    stored = store_file(io.BytesIO(a_pdf("Renset")), f"{document.document_number}.pdf")
    document.release = Release(
        stored, version=1, at=act.at, by=act.by, by_name=act.by_name, confirmed_by=None
    )
    note_change(document, act)
    return document


def titles(meeting):
    """Return number and title of each item, in order."""
    return [(item.__name__, item.title) for item in meeting.items_in_order()]
