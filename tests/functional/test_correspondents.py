"""Who a letter is from or to: suggested from the case, and never a private person by name on the postlist."""

from datetime import timedelta

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with
from tests.support.site_api import API, DOCUMENT, a_file, api
from webtest import Upload

from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.parties.actions import add_party, change_party, party_values
from bdk_esdh.trash.actions import put_in_trash, restore

PAGE = "/intranet/sager/2026-00001"
IDA = {"kind": "person", "name": "Ida Attrap", "role": "primary_party", "cpr": "610190-0000"}


@pytest.fixture
def case(site):
    """A case with Ida on it, and a letter from a firm."""
    with site.graph() as (root, act):
        made = a_case(root, act)
        add_party(made, IDA, act)
        a_document(made, act, correspondent="Attrap og Søn ApS")
        a_document(made, act, correspondent="Attrap i skjul", sensitivity="vip")
    return site


def suggested(client, typed):
    """What is suggested, each with what it is on the case."""
    answer = client.get(f"{PAGE}/afsendere", {"correspondent": typed})
    return [" ".join(each.get_text(" ").split()) for each in answer.html.select("[role=option]")]


def test_parties_are_suggested_first_and_then_those_one_has_written_with(case):
    clerk = case.client("sagsbehandler")
    form = form_with(clerk.get(f"{PAGE}/nyt-dokument"), "correspondent")
    assert form["correspondent"].attrs["data-suggest"] == f"{PAGE}/afsendere"
    assert suggested(clerk, "attr")[:2] == ["Ida Attrap Primær part", "Attrap i skjul Skrevet med før"]
    assert suggested(clerk, "søn") == ["Attrap og Søn ApS Skrevet med før"]
    assert suggested(case.client("postmedarbejder"), "attr") == [
        "Ida Attrap Primær part",
        "Attrap og Søn ApS Skrevet med før",
    ], "not the sender of a letter that is kept from her"


@pytest.mark.parametrize("typed", ["", "a", " ", "\x00", "x" * 5000, "*"])
def test_nonsense_suggests_nothing_and_does_no_harm(case, typed):
    assert suggested(case.client("sagsbehandler"), typed) == []


def test_the_form_of_the_mail_room_knows_no_case_yet_and_suggests_nobody(case):
    form = form_with(case.client("postmedarbejder").get("/intranet/dokumenter/registrer"), "correspondent")
    assert "data-suggest" not in form["correspondent"].attrs


def test_a_person_whom_the_case_is_about_is_called_by_character_on_the_postlist(case):
    clerk = case.client("sagsbehandler")
    form = form_with(clerk.get(f"{PAGE}/nyt-dokument"), "correspondent")
    form["title"], form["correspondent"] = "Supplerende oplysninger", "ida  attrap"
    form["file"] = Upload("brev.txt", b"Kaere kommune", "text/plain")
    refused = form.submit("submit", status=422)
    assert "Ida Attrap står på sagen som person. Vælg, hvad der skal stå på postlisten" in refused.text
    again = form_with(refused, "correspondent")
    again["character"] = "Ansøger"
    again.submit("submit", status=303)
    form["on_postlist"] = False
    form.submit("submit", status=303)


def test_the_same_holds_for_programs_and_when_a_document_is_changed(case):
    client = api(case, "sagsbehandler")
    given = {**DOCUMENT, "sender": "Ida Attrap", "on_postlist": True, "file": a_file()}
    refused = client.post_json(f"{API}/sager/2026-00001", given, status=422).json
    assert [each["field"] for each in refused["errors"]] == ["character"]
    made = client.post_json(f"{API}/sager/2026-00001", {**given, "on_postlist": False}, status=201).json
    path = made["@id"].removeprefix("http://testserver")
    client.patch_json(path, {"on_postlist": True}, status=422)
    client.patch_json(path, {"on_postlist": True, "character": "Part"}, status=204)


def test_one_who_runs_a_business_is_named_as_businesses_are(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        add_party(case, {**IDA, "cvr": "00000000"}, act)
        a_document(case, act, correspondent="Ida Attrap")
        add_party(case, {"kind": "person", "name": "Bent Prøve", "role": "secondary_party"}, act)
        with pytest.raises(SeveralErrors):
            a_document(case, act, correspondent="Bent Prøve")
        a_document(case, act, correspondent="Bent Prøve", direction="internal", document_type="other")


@pytest.mark.parametrize("how", ["added", "renamed", "taken back"])
def test_a_letter_that_is_on_the_list_leaves_it_when_its_sender_turns_out_to_be_a_person(site, how):
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act, correspondent="Ida Attrap", title="Supplerende oplysninger")
        if how == "renamed":
            add_party(case, {**IDA, "name": "Ida A."}, act)
        if how == "taken back":
            put_in_trash(add_party(case, IDA, act), act, "")
    site.clock.advance(timedelta(days=10))
    site.run_jobs()
    everybody = site.client()
    assert "Ida Attrap" in everybody.get("/postlister").text
    with site.graph() as (root, act):
        case = root["sager"]["2026-00001"]
        if how == "added":
            add_party(case, IDA, act)
        elif how == "renamed":
            change_party(case["part-1"], {**party_values(case["part-1"]), "name": "Ida Attrap"}, act)
        else:
            restore(next(iter(root["papirkurv"].values())), act)
    site.run_jobs()
    for path in ("/postlister", "/postlister/2026-11-23", "/postlister/atom.xml", "/soeg?q=Attrap"):
        assert "Ida Attrap" not in everybody.get(path).text, path
    everybody.get("/postlister/2026-11-23/2026-00001-1", status=404)
    clerk = site.client("sagsbehandler").get(f"{PAGE}/1").text
    assert "Afsenderen eller modtageren er en person på sagen" in clerk
    with site.graph() as (root, act):
        put_in_trash(root["sager"]["2026-00001"]["part-1"], act, "")
    assert "Ida Attrap" in everybody.get("/postlister").text
