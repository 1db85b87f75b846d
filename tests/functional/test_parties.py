"""The parties of a case: who they are, what is shown of them to whom, and finding a case by one of them."""

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with
from tests.support.site_api import API, api

from bdk_esdh.cases.actions import move_case
from bdk_esdh.parties.actions import add_party
from bdk_esdh.parties.content import parties_in

IDA = {
    "kind": "person",
    "name": "Ida Attrap",
    "role": "primary_party",
    "character": "ansøger",
    "cpr": "610190-0000",
    "address": "Algade 312\n9700 Brønderslev",
}
FIRM = {"kind": "organisation", "name": "Nordbyg Attrap ApS", "role": "secondary_party", "cvr": "00000000"}
PAGE = "/intranet/sager/2026-00001"
PARTY = f"{PAGE}/part-1"


@pytest.fixture
def case(site):
    """A case with Ida on it."""
    with site.graph() as (root, act):
        add_party(a_case(root, act), IDA, act)
    return site


def panel(page):
    """The lines of the panel on the page of the case."""
    return [" ".join(each.get_text(" ").split()) for each in page.html.select("#parter li")]


def fill(page, **facts):
    """Fill in the form of a party and send it."""
    form = form_with(page, "name")
    for name, value in facts.items():
        form[name] = value
    return form.submit("submit", status="*")


def stored(site):
    """The parties of the case."""
    with site.graph() as (root, _act):
        return [
            (each.title, each.role, each.cpr, each.cvr) for each in parties_in(root["sager"]["2026-00001"])
        ]


def test_a_clerk_adds_a_party_and_goes_on_with_the_next(site):
    with site.graph() as (root, act):
        a_case(root, act)
    clerk = site.client("sagsbehandler")
    page = clerk.get(PAGE)
    assert "Sagen har ingen parter endnu." in page.text
    form = page.click("Tilføj en part", href="ny-part")
    assert form_with(form, "name")["role"].value == "primary_party"
    done = fill(
        form, **{name: IDA[name] for name in ("kind", "name", "character", "cpr", "address")}
    ).follow()
    assert panel(done) == [
        "Ida Attrap Primær part, ansøger · CPR 610190-•••• Vis CPR-nummeret for Ida Attrap"
    ]
    again = done.click("Tilføj en part til")
    assert form_with(again, "name")["role"].value == "secondary_party"
    fill(again, **{name: FIRM[name] for name in ("kind", "name", "cvr")})
    assert stored(site) == [
        ("Ida Attrap", "primary_party", "6101900000", ""),
        ("Nordbyg Attrap ApS", "secondary_party", "", "00000000"),
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"name": ""}, "Skriv partens navn"),
        ({"name": "610190-0000"}, "Navnet ligner et CPR-nummer"),
        ({"cpr": "311113-0000"}, "Skriv CPR-nummeret med ti cifre"),
        ({"cpr": "610190-00"}, "Skriv CPR-nummeret med ti cifre"),
        ({"cpr": "610190-••••"}, "Skriv CPR-nummeret med ti cifre"),
        ({"kind": "organisation"}, "Kun personer har et CPR-nummer"),
        ({"cvr": "12345678"}, "CVR-nummeret passer ikke"),
        ({"email": "ida"}, "Skriv mailadressen som"),
        ({"address": "610190-0000"}, "Teksten ligner et CPR-nummer"),
        ({"phone": "610190-0000"}, "Teksten ligner et CPR-nummer"),
        ({"email": "610190-0000@eksempel.dk"}, "Teksten ligner et CPR-nummer"),
        ({"role": "primary_party"}, "Ida Attrap er sagens Primær part. Der kan kun være én"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(case, facts, words):
    typed = {"kind": "person", "name": "Bent Prøve", "cpr": "720375-0001", **facts}
    page = fill(case.client("sagsbehandler").get(f"{PAGE}/ny-part"), **typed)
    assert page.status_int == 422
    assert words in page.text
    form = form_with(page, "name")
    assert {name: form[name].value for name in typed} == typed
    assert len(stored(case)) == 1


def test_one_who_is_there_already_is_not_added_again_in_the_same_role(case):
    clerk = case.client("sagsbehandler")
    bent = {"kind": "person", "name": "Bent Prøve", "cpr": "7203750001", "role": "secondary_party"}
    fill(clerk.get(f"{PAGE}/ny-part"), **bent)
    page = fill(clerk.get(f"{PAGE}/ny-part"), **{**bent, "name": "Bendt Prøve"})
    assert "Bent Prøve står på sagen med det nummer og den rolle" in page.text
    fill(clerk.get(f"{PAGE}/ny-part"), **{**bent, "role": "party_representative"})
    assert [role for _name, role, cpr, _cvr in stored(case) if cpr == "7203750001"] == [
        "secondary_party",
        "party_representative",
    ]


def test_the_number_is_shown_whole_on_one_page_alone_and_the_journal_says_who_saw_it(case):
    clerk = case.client("sagsbehandler")
    for path in (PAGE, PARTY, f"{PAGE}/parter", f"{PARTY}/ret", f"{PAGE}/journal"):
        assert "610190-0000" not in clerk.get(path).text, path
    whole = clerk.get(PARTY).click("Vis CPR-nummeret")
    assert "610190-0000" in whole.text
    assert whole.html.select_one(".e-crumbs li:last-child").text.strip() == "CPR-nummer"
    assert whole.headers["Cache-Control"].find("no-store") >= 0
    readings = clerk.get(f"{PAGE}/journal?art=read").text
    assert "så partens CPR-nummer" in readings
    assert "610190-0000" not in readings
    assert "610190-0000" not in whole.click("Skjul CPR-nummeret").text


def test_whoever_only_reads_the_case_sees_no_whole_number(case):
    reader = case.client("redaktoer")
    page = reader.get(PARTY)
    assert "610190-••••" in page.text
    assert "Vis CPR-nummeret" not in page.text
    reader.get(f"{PARTY}/cpr", status=403)


def test_a_number_that_is_left_as_it_is_shown_stays(case):
    clerk = case.client("sagsbehandler")
    form = clerk.get(f"{PARTY}/ret")
    assert form_with(form, "name")["cpr"].value == "610190-••••"
    fill(form, phone="99 45 00 00")
    assert stored(case)[0][2] == "6101900000"
    fill(clerk.get(f"{PARTY}/ret"), cpr="620190-0007")
    assert stored(case)[0][2] == "6201900007"
    journal = clerk.get(f"{PAGE}/journal").text
    assert "CPR-nummer" in journal
    assert "6201" not in journal


def test_parties_of_a_confidential_case_are_read_by_those_who_work_on_it_alone(site):
    with site.graph() as (root, act):
        add_party(a_case(root, act, sensitivity="confidential"), IDA, act)
    site.client("sagsbehandler").get(PARTY)
    other = site.client("sagsbehandler2")
    for path in (PARTY, f"{PARTY}/cpr", f"{PARTY}/ret", f"{PARTY}/slet"):
        assert other.get(path, status=404)
    assert "Ida Attrap" not in other.get("/intranet/soeg?q=Attrap").text


def test_a_meeting_opens_a_case_to_its_secretaries_and_not_the_numbers_of_its_parties(site):
    import datetime as dt

    from bdk_esdh.meetings.actions import add_committee, plan_meeting
    from bdk_esdh.meetings.content import SECRETARIES
    from bdk_esdh.meetings.items import add_item
    from bdk_esdh.security.readers import may_read

    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        party = add_party(case, IDA, act)
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        values = {"date": dt.date(2026, 12, 2), "time": dt.time(8, 15), "place": "Mødelokale 219"}
        meeting = plan_meeting(committee, values, act)
        add_item(meeting, {"title": "Salg", "kind": "case", "case": case, "review_state": "approved"}, act)
        secretary = frozenset({"public", "open", "staff", SECRETARIES})
        assert may_read(case, secretary)
        assert not may_read(party, secretary)


def test_nothing_is_added_or_changed_on_a_closed_case(case):
    with case.graph() as (root, act):
        move_case(root["sager"]["2026-00001"], "close", act)
    clerk = case.client("sagsbehandler")
    page = clerk.get(PAGE)
    assert "Tilføj en part" not in page.text
    assert "Sagen er afsluttet" in clerk.get(f"{PAGE}/ny-part").follow().text
    assert "Sagen er afsluttet" in clerk.get(f"{PARTY}/ret").follow().text
    assert "Kan ikke slettes nu" in clerk.get(f"{PARTY}/slet").text
    assert not clerk.get(PARTY).html.find("a", string="Ret")
    client = api(case, "sagsbehandler")
    given = {"@type": "Party", "kind": "person", "title": "Bent Prøve", "role": "secondary_party"}
    client.post_json(f"{API}/sager/2026-00001/@parties", given, status=409)
    client.patch_json(f"{API}/sager/2026-00001/part-1", {"phone": "99 45 00 00"}, status=409)
    client.delete(f"{API}/sager/2026-00001/part-1", status=409)


def test_a_party_entered_by_mistake_is_thrown_away_and_comes_back(case):
    clerk = case.client("sagsbehandler")
    gone = form_with(clerk.get(f"{PARTY}/slet"), "reason").submit("submit").follow()
    assert panel(gone) == []
    assert form_with(clerk.get(f"{PAGE}/ny-part"), "name")["role"].value == "primary_party"
    undo = next(form for form in gone.forms.values() if "gendan" in form.action)
    undo.submit().follow()
    assert panel(clerk.get(PAGE))


def test_one_primary_party_does_not_come_back_beside_another(case):
    clerk = case.client("sagsbehandler")
    gone = form_with(clerk.get(f"{PARTY}/slet"), "reason").submit("submit").follow()
    undo = next(form for form in gone.forms.values() if "gendan" in form.action)
    fill(clerk.get(f"{PAGE}/ny-part"), kind="person", name="Bent Prøve", role="primary_party")
    assert "Bent Prøve er sagens Primær part" in undo.submit().follow().text
    assert [name for name, *_rest in stored(case)] == ["Bent Prøve"]


def test_the_case_of_somebody_is_found_by_name_in_the_search_and_by_number_in_a_form(case):
    case.index()
    clerk = case.client("sagsbehandler")
    hits = clerk.get("/intranet/soeg?q=Attrap").html.select("main a[href$='/part-1']")
    assert len(hits) == 1
    page = clerk.get("/intranet/sager").click("Find på CPR eller CVR")
    form = form_with(page, "number")
    form["number"] = "610190 0000"
    found = form.submit("submit")
    assert [link["href"] for link in found.html.select("main .e-rows a")] == [PAGE]
    assert "1 sag" in found.text
    form["number"] = "611290-0000"
    assert "har en part med det nummer" in form.submit("submit").text
    for wrong in ("", "Ida", "12345678"):
        form["number"] = wrong
        assert form.submit("submit", status=422)


def test_a_protected_address_is_marked_and_found_by_no_search(case):
    with case.graph() as (root, act):
        facts = {"kind": "person", "name": "Asta Anonym", "role": "secondary_party"}
        add_party(
            root["sager"]["2026-00001"], {**facts, "address": "Kirkegade 119", "protected_address": True}, act
        )
    case.index()
    clerk = case.client("sagsbehandler")
    assert "Beskyttet adresse" in clerk.get(PAGE).text
    assert "Navn og adresse er beskyttet" in clerk.get(f"{PAGE}/part-2").text

    def found(words):
        return [
            link["href"]
            for link in clerk.get("/intranet/soeg", {"q": words}).html.select("main a[href*=part-]")
        ]

    assert found("Kirkegade") == []
    assert found("Asta") == [f"{PAGE}/part-2"]
    assert found("Algade 312") == [PARTY]


def test_what_is_looked_up_is_on_record_without_the_number(case):
    clerk = case.client("sagsbehandler")
    form = form_with(clerk.get("/intranet/sager/find-part"), "number")
    form["number"] = "610190-0000"
    form.submit("submit")
    trail = clerk.get("/intranet/mit-spor").text
    assert "slog en part op på nummer" in trail
    assert "610190-0000" not in trail


def test_a_number_leads_to_the_cases_with_the_name_as_each_has_it(case):
    with case.graph() as (root, act):
        add_party(a_case(root, act, title="Overkørsel"), {**IDA, "name": "Ida A."}, act)
    form = form_with(case.client("sagsbehandler").get("/intranet/sager/find-part"), "number")
    form["number"] = "6101900000"
    found = [row.text for row in form.submit("submit").html.select("#fundet ~ ul li, header + ul li")]
    assert ["Ida A. · " in found[0], "Ida Attrap · " in found[1]] == [True, True]


def test_a_line_of_a_representative_says_for_whom_they_speak(case):
    note = "Taler for Ida Attrap, fuldmagten er dokument 1\nRing helst om morgenen"
    speaker = {"kind": "person", "name": "Frits Påfund", "role": "party_representative", "note": note}
    with case.graph() as (root, act):
        on = root["sager"]["2026-00001"]
        add_party(on, speaker, act)
        add_party(on, {**speaker, "role": "secondary_party", "name": "Ole Opspind"}, act)
    assert panel(case.client("sagsbehandler").get(PAGE))[1:] == [
        "Frits Påfund Partsrepræsentant · Taler for Ida Attrap, fuldmagten er dokument 1",
        "Ole Opspind Sekundær part",
    ]


def test_other_cases_of_the_same_party_are_told_to_those_who_may_read_them(case):
    with case.graph() as (root, act):
        add_party(a_case(root, act, title="Overkørsel"), {**IDA, "name": "Ida A."}, act)
        add_party(a_case(root, act, title="Hjælpemiddel", sensitivity="confidential"), IDA, act)
    own = case.client("sagsbehandler").get(PARTY).text
    assert "Overkørsel" in own
    assert "Hjælpemiddel" in own
    other = case.client("sagsbehandler2").get(PARTY).text
    assert "Overkørsel" in other
    assert "Hjælpemiddel" not in other


def test_a_case_with_many_parties_shows_the_first_and_leads_to_all(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for number in range(60):
            add_party(case, {"kind": "person", "name": f"Nabo {number}", "role": "secondary_party"}, act)
    clerk = site.client("sagsbehandler")
    page = clerk.get(PAGE)
    assert len(panel(page)) == 6
    everyone = page.click("Alle parter")
    assert len(everyone.html.select("main .e-rows li")) == 50
    assert len(clerk.get(f"{PAGE}/parter?start=50").html.select("main .e-rows li")) == 10


def test_programs_list_make_change_and_throw_away_parties(case):
    client = api(case, "sagsbehandler")
    parties = f"{API}/sager/2026-00001/@parties"
    listed = client.get(parties).json
    assert [each["title"] for each in listed["items"]] == ["Ida Attrap"]
    given = {"@type": "Party", "kind": "organisation", "title": "Nordbyg ApS", "role": "secondary_party"}
    made = client.post_json(parties, given, status=201)
    path = made.headers["Location"].removeprefix("http://testserver")
    assert made.json["case"]["@id"].endswith("/sager/2026-00001")
    client.patch_json(path, {"cvr": "00000000", "title": "Nordbyg Attrap ApS"}, status=204)
    assert client.get(path).json["title"] == "Nordbyg Attrap ApS"
    client.delete(path, status=204)
    assert client.get(parties).json["items_total"] == 1
    # The documents of the case are what lies in it; its parties have a list of their own.
    assert client.get(f"{API}/sager/2026-00001").json["items_total"] == 0


def test_programs_are_given_the_whole_number_where_they_ask_for_it(case):
    client = api(case, "sagsbehandler")
    party = f"{API}/sager/2026-00001/part-1"
    assert client.get(party).json["cpr"] == "610190-••••"
    assert client.get(f"{party}/@cpr").json["cpr"] == "610190-0000"
    client.patch_json(party, {"cpr": "610190-••••", "phone": "99 45 00 00"}, status=204)
    assert client.get(f"{party}/@cpr").json["cpr"] == "610190-0000"
    api(case, "redaktoer").get(f"{party}/@cpr", status=403)
    wrong = client.patch_json(party, {"cpr": "1"}, status=422).json
    assert wrong["errors"][0]["field"] == "cpr"


def test_the_parties_of_a_case_are_found_without_loading_its_documents(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for number in range(3):
            a_document(case, act, title=f"Brev {number}")
        add_party(case, IDA, act)
    with site.graph() as (root, _act):
        case = root["sager"]["2026-00001"]
        case._p_jar.cacheMinimize()
        assert [each.title for each in parties_in(case)] == ["Ida Attrap"]
        documents = [case.data[name] for name in ("1", "2", "3")]
        assert all(document._p_changed is None for document in documents)  # not loaded
