"""Several documents of a case are made final at once, from the list or on the way to closing the case."""

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with
from webtest import Checkbox

from bdk_esdh.documents.actions import move_document

CASE = "/intranet/sager/2026-00001"
ADDRESS = f"{CASE}/saet-endelige"


@pytest.fixture
def town(site):
    """A case with three documents, none of them final."""
    with site.graph() as (root, act):
        case = a_case(root, act)
        for title in ("Ansøgning", "Svar", "Notat"):
            a_document(case, act, title=title)
    return site


def states(site):
    with site.graph() as (root, _act):
        return [each.review_state for each in root["sager"]["2026-00001"].values()]


def finalise(site, serial):
    with site.graph() as (root, act):
        move_document(root["sager"]["2026-00001"][serial], "finalise", act)


def ticked(client, *titles):
    """Press the button under the list of documents with these ticked."""
    page = client.get(CASE)
    form = next(form for form in page.forms.values() if form.action.endswith("flyt-dokumenter"))
    values = [("valgt", "")]
    for box in form.fields["valgt"]:
        if isinstance(box, Checkbox):
            row = page.html.find("input", value=box._value).find_parent("tr")
            values += [("valgt", box._value)] * any(title in row.text for title in titles)
    button = page.html.find("button", formaction=True)
    assert "Sæt de valgte endelige" in button.text
    return client.get(button["formaction"], values)


def test_those_that_were_ticked_are_made_final_and_no_others(town):
    client = town.client("sagsbehandler")
    page = ticked(client, "Svar", "Notat")
    assert "Sæt 2 dokumenter endelige" in page
    assert "Ansøgning" not in page.html.main.text
    assert states(town) == ["received"] * 3
    page = form_with(page, "serials").submit().follow()
    assert "2 dokumenter er nu endelige" in page
    assert states(town) == ["received", "final", "final"]


def test_without_a_tick_nothing_is_made_final(town):
    client = town.client("sagsbehandler")
    assert "Sæt kryds ved mindst ét dokument" in ticked(client).follow()


def test_who_closes_a_case_makes_all_its_documents_final_on_the_way(town):
    client = town.client("sagsbehandler")
    page = client.get(f"{CASE}/luk").click("Sæt flere endelige på én gang")
    form_with(page, "serials").submit().follow()
    assert states(town) == ["final"] * 3
    closing = client.get(f"{CASE}/luk")
    assert "Sæt flere endelige" not in closing
    assert "Afslut sag 2026-00001" in closing.html.main.form.text


def test_when_one_was_made_final_meanwhile_nothing_is_done_and_it_is_named(town):
    """Break it: make those final that still can be."""
    client = town.client("sagsbehandler")
    form = form_with(client.get(ADDRESS), "serials")
    finalise(town, "2")
    refused = form.submit(status=422)
    assert "2026-00001-2 er allerede endeligt" in refused
    assert states(town) == ["received", "final", "received"]


def test_a_document_kept_to_fewer_is_neither_named_nor_made_final(town):
    """Break it: take the numbers that were sent, whoever may read what they name."""
    with town.graph() as (root, act):
        a_document(root["sager"]["2026-00001"], act, title="Hemmeligt", sensitivity="confidential")
    colleague = town.client("sagsbehandler2")
    page = colleague.get(ADDRESS)
    assert "Sæt 3 dokumenter endelige" in page
    assert "Hemmeligt" not in page
    form = form_with(page, "serials")
    form["serials"] = "1 2 3 4"
    refused = form.submit(status=422)
    assert "Hemmeligt" not in refused
    assert states(town) == ["received"] * 4


@pytest.mark.parametrize("login", ["postmedarbejder", "medarbejder", "politiker", "redaktoer"])
def test_who_may_make_no_document_final_is_not_offered_it_and_cannot(town, login):
    """Break it: ask only whether somebody may register documents."""
    client = town.client(login)
    assert "saet-endelige" not in client.get(CASE, expect_errors=True)
    client.get(ADDRESS, status=[303, 403, 404])
    token = form_with(client.get("/intranet/soeg"), "csrf_token")["csrf_token"].value
    client.post(ADDRESS, {"csrf_token": token, "serials": "1 2 3"}, status=[403, 404, 422])
    assert states(town) == ["received"] * 3


@pytest.mark.parametrize("shown", ["", "9", "1 9", "x", "1 " * 600, "1 \x00", "../2"])
def test_numbers_that_were_not_shown_make_nothing_final(town, shown):
    client = town.client("sagsbehandler")
    form = form_with(client.get(ADDRESS), "serials")
    form["serials"] = shown
    form.submit(status=422)
    assert states(town) == ["received"] * 3


def test_a_case_whose_documents_are_final_has_nothing_to_make_final(town):
    for serial in "123":
        finalise(town, serial)
    client = town.client("sagsbehandler")
    assert "Der er ingen dokumenter, du kan sætte endelige" in client.get(ADDRESS).follow()
