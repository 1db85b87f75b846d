"""The pages of cases at work."""

from datetime import date

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.cases.actions import move_case
from bdk_esdh.documents.actions import move_document


def titles(page):
    return [link.text for link in page.html.select("tbody th a")]


def press(page, words):
    """Press the button with ``words`` and follow where it leads."""
    for form in page.forms.values():
        for name, fields in form.fields.items():
            for field in fields:
                if name and getattr(field, "value", None) and words in form.text and field.tag == "button":
                    return form.submit(name).follow()
    raise AssertionError(f"no button {words}")


@pytest.fixture
def three_cases(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Carport på Ærøgade", due_date=date(2026, 12, 18))
        a_case(
            root,
            act,
            title="Støj fra Fabriksvej",
            due_date=date(2026, 11, 20),
            responsible_unit="visitation",
            caseworker="sagsbehandler2",
        )
        move_case(a_case(root, act, title="Lukket carport"), "close", act)


def test_open_cases_are_listed_with_the_late_ones_first(site, three_cases):
    page = site.client("sagsbehandler").get("/intranet/sager")
    assert titles(page) == ["Støj fra Fabriksvej", "Carport på Ærøgade"]
    assert "2 sager" in page
    assert "Overskredet fredag 20. november" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=carport", ["Carport på Ærøgade"]),
        ("q=aero", ["Carport på Ærøgade"]),
        ("q=CARP+%C3%A6r%C3%B8", ["Carport på Ærøgade"]),
        ("q=2026-00002", ["Støj fra Fabriksvej"]),
        ("q=carport+fabriksvej", []),
        ("q=carport&tilstand=alle", ["Carport på Ærøgade", "Lukket carport"]),
        ("tilstand=closed", ["Lukket carport"]),
        ("mine=1", ["Carport på Ærøgade"]),
        ("enhed=sundhed-velfaerd", ["Støj fra Fabriksvej"]),
        ("sorter=-nummer", ["Støj fra Fabriksvej", "Carport på Ærøgade"]),
        ("sorter=nummer", ["Carport på Ærøgade", "Støj fra Fabriksvej"]),
    ],
)
def test_the_list_of_cases_is_filtered_and_sorted_by_the_address(query, found, site, three_cases):
    assert titles(site.client("sagsbehandler").get(f"/intranet/sager?{query}")) == found


@pytest.mark.parametrize(
    "query",
    [
        "start=-1",
        "start=1000000000",
        "start=x",
        "sorter=x",
        "enhed=x&tilstand=x&mine=x",
        "q=%00%F0%9F%8F%A0",
        "q=" + "a" * 5000,
    ],
)
def test_nonsense_in_the_address_of_the_list_does_no_harm(query, site, three_cases):
    site.client("sagsbehandler").get(f"/intranet/sager?{query}", status=200)


def test_an_active_filter_is_a_link_that_removes_itself_and_an_empty_list_keeps_it(site, three_cases):
    client = site.client("sagsbehandler")
    page = client.get("/intranet/sager?q=flyvende&enhed=byg&sorter=nummer")
    assert "Ingen sager passer" in page
    chips = {chip.text.strip(): chip["href"] for chip in page.html.select("ul.e-chips a")}
    assert chips == {
        "Nummer eller ord i titlen: flyvende": "/intranet/sager?enhed=byg&sorter=nummer",
        "Enhed: Byg, Teknik & Miljø": "/intranet/sager?q=flyvende&sorter=nummer",
    }
    assert form_with(page, "enhed")["q"].value == "flyvende"


def test_a_long_list_of_cases_comes_a_page_at_a_time(site):
    with site.graph() as (root, act):
        for number in range(52):
            a_case(root, act, title=f"Sag {number:02}")
    client = site.client("sagsbehandler")
    page = client.get("/intranet/sager?sorter=nummer&q=sag")
    assert len(titles(page)) == 50
    assert "1-50 af 52" in page
    second = page.click("Næste")
    assert titles(second) == ["Sag 50", "Sag 51"]
    assert second.request.GET["q"] == "sag"


def test_the_page_of_a_case_shows_how_far_it_is_and_what_hinders_closing(site):
    with site.graph() as (root, act):
        case = a_case(root, act, due_date=date(2026, 12, 18))
        a_document(case, act)
        move_case(case, "inform", act)
    page = site.client("sagsbehandler").get("/intranet/sager/2026-00001")
    states = [(state["class"][0], state.text.strip()) for state in page.html.select(".e-states li")]
    assert states[:3] == [
        ("is-done", "Opstået 23. nov."),
        ("is-now", "Oplyst 23. nov."),
        ("is-next", "Afgjort"),
    ]
    assert "Frist fredag 18. december, om 25 dage" in page
    assert "Alle medarbejdere kan læse sagen." in page
    assert page.html.select_one(".e-guard a")["href"] == "/intranet/sager/2026-00001/1"
    assert [row.text for row in page.html.select("tbody small")] == ["1 · Nordbyg ApS"]


def test_a_confidential_title_stands_inside_with_the_public_one_beside(site):
    with site.graph() as (root, act):
        a_case(
            root,
            act,
            title="Sag om tilsyn",
            confidential_title="Ulovligt byggeri",
            exemption_basis="OFL § 30",
        )
    page = site.client("sagsbehandler").get("/intranet/sager/2026-00001")
    assert page.html.h1.text == "Ulovligt byggeri"
    assert "Offentlig titel: Sag om tilsyn" in page


def test_html_in_a_title_is_text(site):
    with site.graph() as (root, act):
        a_document(
            a_case(root, act, title="<b>Carport</b> & <script>"),
            act,
            title="<i>Brev</i>",
            correspondent="<u>A",
        )
    client = site.client("sagsbehandler")
    for path in (
        "/intranet/sager",
        "/intranet/sager/2026-00001",
        "/intranet/dokumenter",
        "/intranet/sager/2026-00001/1",
    ):
        text = client.get(path).text
        assert "<b>Carport" not in text
        assert "<i>Brev" not in text
        assert "<u>A" not in text


def test_a_case_goes_on_by_a_button_in_the_menu(site):
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")
    form = next(
        form
        for form in client.get("/intranet/sager/2026-00001").forms.values()
        if "Sagen er oplyst" in form.text
    )
    page = form.submit("transition", value="inform").follow()
    assert "Sagens tilstand er nu: Oplyst" in page


def post(client, path, **values):
    token = form_with(client.get("/intranet/sager"), "csrf_token")["csrf_token"].value
    return client.post(path, {"csrf_token": token, **values}, status="*")


def test_a_step_that_the_state_does_not_allow_is_told_and_not_taken(site):
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")
    page = post(client, "/intranet/sager/2026-00001/tilstand", transition="order").follow()
    assert "kan ikke gøres nu" in page
    assert post(client, "/intranet/sager/2026-00001/tilstand", transition="vrøvl").status_int == 404
    assert post(client, "/intranet/sager/2026-00001/tilstand").status_int == 404


def test_closing_lists_every_obstacle_and_then_closes_and_reopening_asks_why(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for _each in range(2):
            a_document(case, act)
    client = site.client("sagsbehandler")
    page = client.get("/intranet/sager/2026-00001/luk")
    assert [line.text for line in page.html.select(".e-guard a")] == [
        "Dokument 1 er ikke endeligt",
        "Dokument 2 er ikke endeligt",
    ]
    assert "Afslut sag 2026-00001</button>" not in page
    with site.graph() as (root, act):
        for document in root["sager"]["2026-00001"].values():
            move_document(document, "finalise", act)
    page = client.get("/intranet/sager/2026-00001/luk").forms["form"].submit().follow()
    assert "Sagen er afsluttet" in page
    assert "nyt-dokument" not in page
    assert "/intranet/sager/2026-00001/ret" not in page

    form = client.get("/intranet/sager/2026-00001/genaabn").forms["form"]
    answer = form.submit(status=422)
    assert "Fejl: Genåbn sag 2026-00001" in answer.html.title.text
    answer.forms["form"]["reason"] = "Ny oplysning fra naboen"
    page = answer.forms["form"].submit(status=303).follow()
    assert "Ny oplysning fra naboen" in page


def test_a_case_that_got_a_document_while_one_looked_is_not_closed(site):
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")
    form = client.get("/intranet/sager/2026-00001/luk").forms["form"]
    with site.graph() as (root, act):
        a_document(root["sager"]["2026-00001"], act)
    answer = form.submit(status=422)
    assert "Dokument 1 er ikke endeligt" in answer


def test_an_employee_sees_a_case_and_is_offered_nothing_they_may_not_do(site):
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("medarbejder")
    page = client.get("/intranet/sager/2026-00001")
    offered = page.html.select(
        ".e-object a.button, .e-object form:not(.e-star) button, .e-object .e-drop-panel a"
    )
    assert [each.text for each in offered] == ["Adgang"]
    assert "ny-sag" not in client.get("/intranet/sager")
    assert post(client, "/intranet/sager/2026-00001/tilstand", transition="inform").status_int == 403
    for name in ("luk", "genaabn", "ret", "nyt-dokument"):
        client.get(f"/intranet/sager/2026-00001/{name}", status=403)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "Skriv en titel"),
        ({"title": "x" * 300}, "Teksten fylder 300 tegn. Der er plads til 255"),
        ({"title": "Sag om 610190-0000"}, "Titlen ligner et CPR-nummer"),
        ({"title": "bo\u202efdp.exe"}, "skjulte tegn"),
        ({"due_date": "31. november"}, "Der er ingen dag, der hedder 31. november"),
        ({"exemption_basis": "OFL § 30"}, "Fortrolig titel og lovhjemmel følges ad"),
    ],
)
def test_a_wrong_case_form_keeps_everything_and_spends_no_number(values, message, site):
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["kle_subject"] = "02.34.02"
    form["description"] = "Det jeg skrev"
    for name, value in {"title": "Carport", **values}.items():
        form[name] = value
    answer = form.submit(status=422)
    assert message in answer
    assert form_with(answer, "title")["description"].value == "Det jeg skrev"
    with site.graph() as (root, act):
        assert a_case(root, act).case_number == "2026-00001"


def test_the_same_case_form_sent_twice_opens_one_case(site):
    form = form_with(site.client("sagsbehandler").get("/intranet/sager/ny-sag"), "title")
    form["title"], form["kle_subject"] = "Carport", "02.34.02"
    assert [form.submit(status=303).location[-10:] for _each in range(2)] == ["2026-00001"] * 2
    with site.graph() as (root, _act):
        assert list(root["sager"]) == ["2026-00001"]
