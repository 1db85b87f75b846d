"""The pages and the JSON face that move documents to another case, as people and programs use them."""

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with
from tests.support.site_api import API, api
from webtest.forms import Checkbox

from bdk_esdh.cases.actions import move_case
from bdk_esdh.documents.moving import move_to_case
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.security.grants import Level
from bdk_esdh.sharing.actions import share, unshare

CASES = "/intranet/sager"
LETTER = f"{CASES}/2026-00001/1"


@pytest.fixture
def town(site):
    """Two open cases, a confidential one of another unit, a closed one, and two letters on the first."""
    with site.graph() as (root, act):
        first = a_case(root, act)
        a_case(root, act, title="Vejarbejde i Bygaden", responsible_unit="vej-park")
        a_case(
            root,
            act,
            title="Hemmelig bygade",
            sensitivity="confidential",
            responsible_unit="visitation",
            caseworker=None,
        )
        closed = a_case(root, act, title="Bygade der var")
        a_document(first, act)
        a_document(first, act, title="Om bygaden", sensitivity="confidential")
        move_case(closed, "close", act)
    return site


def chosen(client, address=LETTER, case="2026-00002"):
    return client.get(f"{address}/flyt-til-sag?sag={case}")


def moved(client, **options):
    form = form_with(chosen(client, **options), "shown_as")
    if "seen" in form.fields:
        form["seen"] = True
    return form.submit()


def test_a_clerk_finds_the_case_by_words_moves_the_letter_and_moves_it_back(town):
    client = town.client("sagsbehandler")
    page = client.get(LETTER).click("Flyt til en anden sag")
    search = form_with(page, "sag")
    search["sag"] = "bygad"
    found = search.submit()
    assert "1 åben sag passer" in found.text
    assert "Vejarbejde i Bygaden" in found.text
    assert "Hemmelig" not in found.text
    assert "der var" not in found.text
    choices = (form for form in found.forms.values() if "sag" in form.fields)
    page = next(form for form in choices if form["sag"].value == "2026-00002").submit()
    assert "Nummeret bliver 2026-00002-1." in page.text
    assert "De samme som nu kan læse det bagefter." in page.text
    answer = form_with(page, "shown_as").submit(status=303).follow()
    assert answer.request.path == f"{CASES}/2026-00002/1"
    assert "Dokumentet ligger nu på sag 2026-00002 og har nummer 2026-00002-1." in answer.text
    assert "Tidligere nummer: 2026-00001-1" in answer.text
    back = next(form for form in answer.forms.values() if "flyt-tilbage" in form.action)
    assert "Flyt tilbage" in back.text
    home = back.submit(status=303).follow()
    assert home.request.path == LETTER
    assert "Flyttet tilbage: 2026-00001-1" in home.text


def test_the_old_address_and_number_lead_to_it_and_to_nobody_who_may_not_read_it(town):
    moved(town.client("sagsbehandler"))
    client = town.client("sagsbehandler")
    assert client.get(f"{LETTER}/versioner?x=1", status=301).location.endswith("/2026-00002/1/versioner?x=1")
    assert client.get("/intranet/soeg?q=2026-00001-1", status=303).location.endswith(f"{CASES}/2026-00002/1")
    page = client.get(f"{CASES}/2026-00001")
    assert "2026-00001-1 · flyttet i dag" in page.text or "2026-00001-1 · flyttet 23. nov." in page.text
    with town.graph("sagsbehandler2") as (root, act):
        move_to_case(root["sager"]["2026-00002"]["1"], root["sager"]["2026-00003"], act)
    client.get(LETTER, status=404)
    assert "2026-00001-1 · flyttet" not in client.get(f"{CASES}/2026-00001").text
    assert "flyttede et dokument til en anden sag" in client.get(f"{CASES}/2026-00001/journal").text
    assert "2026-00003" not in client.get(f"{CASES}/2026-00001/journal").text
    assert town.client("sagsbehandler2").get(LETTER, status=301).location.endswith("/2026-00003/1")
    town.client().get("/sager/2026-00001/1", status=404)


def test_cases_one_may_not_read_or_file_on_are_not_there(town):
    client = town.client("sagsbehandler")
    unreadable, unknown = (chosen(client, case=number).text for number in ("2026-00003", "2026-99999"))
    assert "Sag 2026-00003 findes ikke" in unreadable
    assert "Sag 2026-99999 findes ikke" in unknown
    assert "Sag 2026-00004 er afsluttet" in chosen(client, case="2026-00004").text
    assert "Dokumentet ligger på sag 2026-00001" in chosen(client, case="2026-00001").text
    form = form_with(chosen(client), "shown_as")
    form["case_number"].force_value("2026-00003")
    assert "Sag 2026-00003 findes ikke" in form.submit(status=422).text
    form["case_number"].force_value("2026-00004")
    assert "Sag 2026-00004 er afsluttet" in form.submit(status=422).text
    reader = town.client("medarbejder")
    assert "Flyt til en anden sag" not in reader.get(LETTER).text
    reader.get(f"{LETTER}/flyt-til-sag", status=403)


def test_when_more_can_read_it_somebody_has_to_have_seen_who(town):
    """The confidential letter of a confidential case, on an open one: its own level still holds."""
    client = town.client("sagsbehandler2")
    with town.graph("sagsbehandler2") as (root, act):
        a_document(root["sager"]["2026-00003"], act, title="Aaben i sig selv")
    address = f"{CASES}/2026-00003/1"
    page = chosen(client, address)
    assert "Alle, der arbejder i kommunen, får adgang." in page.text
    assert "Offentligheden får det at se på postlisten." in page.text
    form = form_with(page, "shown_as")
    refused = form.submit(status=422)
    assert "Se, hvem der får adgang, og sæt kryds" in refused.text
    assert moved(client, address=address).status_int == 303
    # And back, to fewer, needs no more than telling.
    page = chosen(client, f"{CASES}/2026-00002/1", "2026-00003")
    assert "Mister adgangen:" in page.text
    assert "seen" not in form_with(page, "shown_as").fields


def test_of_two_who_move_it_at_once_the_second_hears_who_was_first_and_what_was_typed_goes_along(town):
    first, second, writer = town.client("leder"), town.client("sagsbehandler"), town.client("sagsbehandler")
    forms = [
        form_with(chosen(client, case=case), "shown_as")
        for client, case in ((first, "2026-00002"), (second, "2026-00002"))
    ]
    facts = form_with(writer.get(f"{LETTER}/ret"), "title")
    assert forms[0].submit().status_int == 303
    sent_on = forms[1].submit(status=307)
    told = second.post(sent_on.location, forms[1].submit_fields(), status=422)
    assert "Lis Låntnavn flyttede dokumentet kl. 9.00. Det har nu nummer 2026-00002-1." in told.text
    facts["title"] = "Skrevet imens"
    saved = writer.post(facts.submit(status=307).location, facts.submit_fields(), status=303)
    assert saved.location.endswith("/2026-00002/1")
    assert "Skrevet imens" in writer.get(f"{CASES}/2026-00002/1").text


def test_several_are_chosen_on_the_case_and_moved_together_or_not_at_all(town):
    client = town.client("sagsbehandler")
    page = client.get(f"{CASES}/2026-00001")
    form = next(form for form in page.forms.values() if form.action.endswith("flyt-dokumenter"))
    warned = form.submit().follow()
    assert "Sæt kryds ved mindst ét dokument" in warned.text
    for box in form.fields["valgt"]:
        if isinstance(box, Checkbox):
            box.checked = True
    page = form.submit()
    assert "Flyt 2 dokumenter til en anden sag" in page.text
    search = form_with(page, "sag")
    search["sag"] = "2026-00002"
    page = search.submit()
    sent = form_with(page, "shown_as")
    with town.graph("leder") as (root, act):
        move_to_case(root["sager"]["2026-00001"]["1"], root["sager"]["2026-00002"], act)
    assert "2026-00001-1 ligger ikke længere på sagen." in sent.submit(status=422).text
    page = client.get(page.request.path_qs)
    answer = form_with(page, "shown_as").submit().follow()
    assert answer.request.path == f"{CASES}/2026-00002/2"


def test_a_postlist_entry_keeps_its_day_and_its_old_address_leads_to_the_new(town):
    town.clock.set(town.clock.now().replace(day=27))
    path = "/postlister/2026-11-23"
    assert town.client().get(f"{path}/2026-00001-1").status_int == 200
    moved(town.client("sagsbehandler"))
    answer = town.client().get(f"{path}/2026-00001-1", status=301)
    assert answer.location.endswith(f"{path}/2026-00002-1")
    assert "2026-00002-1" in town.client().get(path).text
    with town.graph("sagsbehandler2") as (root, act):
        move_to_case(root["sager"]["2026-00002"]["1"], root["sager"]["2026-00003"], act)
    for number in ("2026-00001-1", "2026-00002-1", "2026-00003-1"):
        town.client().get(f"{path}/{number}", status=404)


def test_programs_move_documents_as_plone_restapi_does(town):
    client = api(town, "sagsbehandler")
    old = f"{API}/sager/2026-00001/1"
    answer = client.post_json(f"{API}/sager/2026-00002/@move", {"source": f"http://testserver{old}"})
    assert answer.status_int == 200
    assert [(each["source"].endswith(old), each["target"][-13:]) for each in answer.json] == [
        (True, "/2026-00002/1")
    ]
    document = client.get(f"{API}/sager/2026-00002/1").json
    assert (document["document_number"], document["former_numbers"]) == ("2026-00002-1", ["2026-00001-1"])
    assert client.get(old, status=301).location.endswith(f"{API}/sager/2026-00002/1")
    for source, field in (
        (old, "source.0"),
        (f"{API}/sager/2026-00003/1", "source.0"),
        ("http://[", "source.0"),
        (7, "source"),
    ):
        refused = client.post_json(f"{API}/sager/2026-00002/@move", {"source": source}, status=422)
        assert refused.json["errors"][0]["field"] == field
    client.post_json(f"{API}/sager/2026-00003/@move", {"source": document["@id"]}, status=404)
    client.post_json(f"{API}/sager/2026-00004/@move", {"source": document["@id"]}, status=422)
    other = api(town, "sagsbehandler2")
    other.post_json(f"{API}/sager/2026-00003/@move", {"source": document["@id"]})
    back = {"source": f"{API}/sager/2026-00003/1"}
    refused = other.post_json(f"{API}/sager/2026-00002/@move", back, status=422)
    assert refused.json["errors"][0]["field"] == "wider_is_meant"
    other.post_json(f"{API}/sager/2026-00002/@move", {**back, "wider_is_meant": True})


def test_who_may_change_a_letter_and_file_nothing_on_its_case_or_the_other_moves_nothing(town):
    with town.graph() as (root, act):
        share(root["sager"]["2026-00001"]["1"], "user:medarbejder", Level.EDIT, act)
    client = town.client("medarbejder")
    assert "Flyt til en anden sag" not in client.get(LETTER).text
    told = client.get(f"{LETTER}/flyt-til-sag", status=303).follow().text
    assert "Du må læse dokumentet, men ikke flytte det" in told
    with town.graph() as (root, act):
        share(root["sager"]["2026-00001"], "user:medarbejder", Level.EDIT, act)
    assert "Du må læse sag 2026-00002, men ikke lægge noget på den" in chosen(client).text
    assert "Vejarbejde" not in chosen(client, case="bygad").text
    with town.graph() as (root, act):
        share(root["sager"]["2026-00002"], "user:medarbejder", Level.EDIT, act)
    form = form_with(chosen(client), "shown_as")
    with town.graph() as (root, act):
        unshare(root["sager"]["2026-00002"], "user:medarbejder", act)
    form.submit(status=404)
    with town.graph() as (root, act):
        move_to_case(root["sager"]["2026-00001"]["1"], root["sager"]["2026-00002"], act)
        share(root["sager"]["2026-00002"], "user:medarbejder", Level.EDIT, act)
        unshare(root["sager"]["2026-00001"], "user:medarbejder", act)
        oid = get_oid(root["sager"]["2026-00002"]["1"])
    token = form_with(client.get("/intranet/soeg"), "csrf_token")["csrf_token"].value
    client.post(f"{CASES}/2026-00002/flyt-tilbage?valgt={oid}", {"csrf_token": token}, status=404)


def test_a_program_is_told_alike_of_what_is_not_there_and_what_it_may_not_read(town):
    with town.graph("sagsbehandler2") as (root, act):
        a_document(root["sager"]["2026-00003"], act)
    secretary = api(town, "sekretaer")
    told = []
    for number in ("2026-00003/1", "2026-00003/2", "2026-00001/1"):
        answer = secretary.post_json(
            f"{API}/sager/2026-00002/@move", {"source": f"{API}/sager/{number}"}, status=422
        )
        told.append(answer.json["errors"][0]["message"])
    assert told == [
        "Dokumentet findes ikke",
        "Dokumentet findes ikke",
        "Du må læse dokumentet, men ikke flytte det",
    ]
