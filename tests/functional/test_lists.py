"""What every list at work has in common: it is sorted, filtered, chosen from and fetched by its address."""

import csv
import io
from datetime import date

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.cases.actions import case_values, change_case, move_case
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.organisation.actions import add_person, people_of

CASES = "/intranet/sager"
PEOPLE = "/intranet/organisation/personer"
#: every list, with somebody who uses it
LISTS = {
    CASES: "sagsbehandler",
    "/intranet/dokumenter": "sagsbehandler",
    "/intranet/postlister": "sagsbehandler",
    "/intranet/udvalg": "sekretaer",
    PEOPLE: "administrator",
    "/intranet/organisation/grupper": "administrator",
    "/intranet/journal": "administrator",
    "/intranet/mit-spor": "leder",
    f"{CASES}/2026-00001/journal": "sagsbehandler",
}
NONSENSE = (
    "antal=-1&start=-1",
    "antal=1000000000&start=1000000000",
    "antal=x&start=x&sorter=x&valgt=x",
    "sorter=-&findes-ikke=1&format=x&valgt=" + "9" * 40,
    "q=%00%F0%9F%8F%A0&ord=%00&vis=x&tilstand=x&enhed=x&retning=x&rolle=x&emne=%00&mine=x&ufordelt=x",
    "fra=99.99.9999&til=x&frist-fra=x&frist-til=31.11.2026&registreret-fra=" + "1" * 3000,
    "q=" + "a" * 5000 + "&emne=" + "1" * 5000,
    "q=%27%3B+DROP+TABLE--&emne=02.34.02.99.&sag=%2F..%2F..",
)


@pytest.fixture
def town(site):
    """A case with a deadline and a letter, a confidential one of another unit, and a closed one."""
    with site.graph() as (root, act):
        a_document(a_case(root, act, title="Carport på Ærøgade", due_date=date(2026, 12, 18)), act)
        a_case(
            root,
            act,
            title="Hemmelig støj",
            responsible_unit="visitation",
            caseworker="sagsbehandler2",
            sensitivity="confidential",
            due_date=date(2026, 11, 20),
        )
        move_case(a_case(root, act, title="Lukket garage", kle_subject="00.22.04"), "close", act)
    return site


def titles(page):
    return [link.text for link in page.html.select("tbody th a")]


def heading(page):
    return page.html.select_one("#liste-h").text


def table(answer):
    """Read a table as a spreadsheet does."""
    assert answer.content_type == "text/csv"
    text = answer.body.decode("utf-8-sig")
    assert answer.body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def oid_of(site, number):
    with site.graph() as (root, _act):
        return get_oid(root["sager"][number])


# ---------------------------------------------------------------- every list


@pytest.mark.parametrize("query", NONSENSE, ids=lambda query: query[:20])
@pytest.mark.parametrize("path", LISTS)
def test_nonsense_in_the_address_of_a_list_does_no_harm(town, path, query):
    client = town.client(LISTS[path])
    client.get(f"{path}?{query}", status=200)
    # a choice of nothing leads back to the list
    chosen_nothing = "valgt=" in query
    client.get(f"{path}?{query}&format=csv", status=303 if chosen_nothing else 200)


def test_every_list_is_fetched_as_a_table_that_is_entered_in_the_journal(town):
    for path, login in LISTS.items():
        answer = town.client(login).get(f"{path}?format=csv")
        table(answer)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    page = town.client("administrator").get("/intranet/journal?antal=200")
    text = " ".join(row.text for row in page.html.select("tbody tr"))
    assert text.count("hentede listen ud som tabel") == 6
    assert text.count("hentede journalen ud som tabel") == 3


def test_every_declared_list_says_what_it_can_be_sorted_by(application):
    lists = application[1].lists
    assert {"sager", "dokumenter", "postliste", "moeder", "udvalg", "personer", "grupper", "journal"} == set(
        lists
    )
    declared = application[1].graph_indexes
    for each in lists.values():
        assert each.name == "journal" or each.sort.removeprefix("-") in each.sorts()
        assert all(declared[index] == "field" for index in each.sorts().values())
        keys = [column.key for column in each.columns]
        assert len(keys) == len(set(keys)), each.name


# ---------------------------------------------------------------- the address


def test_a_heading_sorts_and_sorts_the_other_way_round_when_pressed_again(town):
    client = town.client("sagsbehandler2")
    page = client.get(f"{CASES}?tilstand=alle")
    assert titles(page) == ["Hemmelig støj", "Carport på Ærøgade", "Lukket garage"]
    assert page.html.select_one("th[aria-sort]")["aria-sort"] == "ascending"
    page = page.click("^Frist")
    assert titles(page) == ["Lukket garage", "Carport på Ærøgade", "Hemmelig støj"]
    assert page.html.select_one("th[aria-sort]")["aria-sort"] == "descending"
    assert "sorter" not in page.click("^Frist").request.GET


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 50), ("-1", 25), ("25", 25), ("99", 100), ("1000000000", 200), ("x", 50)]
)
def test_the_number_of_rows_is_the_nearest_there_is(site, asked, shown):
    with site.graph("administrator") as (root, act):
        for number in range(210):
            values = {
                "login": f"ny{number}",
                "title": f"Ny {number:03}",
                "roles": ["employee"],
                "unit_key": "byg",
            }
            add_person(people_of(root), values, act)
    page = site.client("medarbejder").get(f"{PEOPLE}?q=ny&antal={asked}")
    assert len(titles(page)) == shown
    assert page.html.select_one(".e-sizes [aria-current]").text == str(shown)
    second = page.click("Næste")
    assert titles(second)[0] == f"Ny {shown:03}"
    assert len(second.html.select(".e-sizes a")) == 4


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("emne=02", ["Carport på Ærøgade"]),
        ("emne=02.34", ["Carport på Ærøgade"]),
        ("emne=byggetilladelse", ["Carport på Ærøgade"]),
        ("emne=udvalg&tilstand=alle", ["Lukket garage"]),
        ("emne=findes+ikke", []),
        ("frist-fra=1.12.2026", ["Carport på Ærøgade"]),
        ("frist-til=17.12.2026", []),
        ("frist-fra=18/12&frist-til=18/12&enhed=byg&tilstand=opened&mine=1", ["Carport på Ærøgade"]),
    ],
)
def test_cases_are_found_by_subject_and_by_deadline(town, query, found):
    assert titles(town.client("sagsbehandler").get(f"{CASES}?{query}")) == found


def test_a_day_that_cannot_be_read_is_told_and_stays_in_its_field(town):
    page = town.client("sagsbehandler").get(f"{CASES}?frist-fra=31.11.2026&frist-til=x")
    assert "Datoen “31.11.2026” kan ikke læses" in page.text
    assert form_with(page, "frist-fra")["frist-fra"].value == "31.11.2026"
    page = town.client("sagsbehandler").get(f"{CASES}?frist-fra=2.12.2026&frist-til=1.12.2026")
    assert "Slutdatoen skal ligge efter startdatoen" in page.text


def test_an_empty_list_keeps_its_filters_and_offers_to_drop_each(town):
    page = town.client("sagsbehandler").get(f"{CASES}?q=flyvende&enhed=byg&frist-fra=1.12.2026&antal=25")
    assert heading(page) == "Ingen sager passer"
    assert form_with(page, "enhed")["q"].value == "flyvende"
    offered = {link.text: link["href"] for link in page.html.select(".e-dropfilters a")}
    assert offered["Fjern “Enhed: Byg, Teknik & Miljø”"].endswith("?q=flyvende&frist-fra=1.12.2026&antal=25")
    assert titles(page.click("Fjern “Nummer eller ord")) == ["Carport på Ærøgade"]
    assert "Lukket garage" in titles(page.click("Vis alle sager, også afsluttede"))
    page = town.client("sagsbehandler").get(f"{CASES}?q=flyvende&tilstand=alle")
    offered = [link.text for link in page.html.select(".e-dropfilters a")]
    assert offered == ["Fjern “Nummer eller ord i titlen: flyvende”", "Vis alle sager, også afsluttede"]


def test_the_choices_over_the_postlist_count_within_what_else_is_asked(town):
    with town.graph() as (root, act):
        a_document(
            root["sager"]["2026-00001"],
            act,
            title="Svar",
            direction="outgoing",
            document_type="letter_outgoing",
        )
        a_document(root["sager"]["2026-00001"], act, title="Skjult", on_postlist=False)
    tabs = [
        each.text
        for each in town.client("sagsbehandler").get("/intranet/postlister").html.select("nav.e-chips a")
    ]
    assert tabs == ["Alle (3)", "Holdt tilbage (2)", "Kommer (1)", "På listen (0)"]
    page = town.client("sagsbehandler").get("/intranet/postlister?retning=outgoing&vis=holdt-tilbage")
    tabs = [each.text for each in page.html.select("nav.e-chips a")]
    assert tabs == ["Alle (1)", "Holdt tilbage (1)", "Kommer (0)", "På listen (0)"]
    assert titles(page) == ["Svar"]


# ---------------------------------------------------------------- rights


def test_what_one_may_not_read_is_neither_counted_nor_fetched_nor_chosen(town):
    client, secret = town.client("sagsbehandler"), oid_of(town, "2026-00002")
    for query in (
        "",
        "q=hemmelig",
        "tilstand=alle",
        "enhed=visitation",
        "frist-til=20.11.2026",
        "emne=02.34.02",
    ):
        page = client.get(f"{CASES}?{query}")
        assert "Hemmelig" not in page.text
        assert "2026-00002" not in page.text
        assert "Hemmelig" not in client.get(f"{CASES}?{query}&format=csv").text
    assert heading(client.get(f"{CASES}?tilstand=alle")) == "2 sager"
    assert len(table(client.get(f"{CASES}?tilstand=alle&format=csv"))) == 2
    assert table(client.get(f"{CASES}?format=csv&valgt={secret}")) == []
    assert "Hemmelig" not in client.get(f"{CASES}?valgt={secret}").text
    assert client.get(f"{CASES}/giv-videre?valgt={secret}", status=303).location.endswith(CASES)


def test_a_case_that_is_taken_away_while_the_table_is_written_is_not_in_it(town):
    client = town.client("sagsbehandler")
    request = client.RequestClass.blank(f"{CASES}?tilstand=alle&format=csv", environ=client.extra_environ)
    request.headers["Cookie"] = "; ".join(f"{each.name}={each.value}" for each in client.cookiejar)
    _status, _headers, parts = request.call_application(town.app)
    parts = iter(parts)
    head = next(parts)
    with town.graph("leder") as (root, act):
        case = root["sager"]["2026-00003"]
        move_case(case, "reopen", act, reason="Der er kommet en klage")
        values = {"responsible_unit": "visitation", "caseworker": None, "sensitivity": "confidential"}
        change_case(case, {**case_values(case), **values}, act)
    text = (head + b"".join(parts)).decode()
    assert "Carport" in text
    assert "garage" not in text


# ---------------------------------------------------------------- the table


def test_a_table_has_danish_dates_every_column_and_no_formula(town):
    with town.graph() as (root, act):
        for title in (
            '=HYPERLINK("http://x")',
            "  +1+1",
            "-2+3",
            "@SUM(1)",
            "\uff1d1",
            'Semikolon; og "citat"',
        ):
            a_case(root, act, title=title, due_date=date(2027, 1, 2))
    rows = table(town.client("sagsbehandler").get(f"{CASES}?format=csv&sorter=nummer"))
    assert rows[0] == {
        "Sag": "Carport på Ærøgade",
        "Sagsnummer": "2026-00001",
        "Enhed": "Byg",
        "Sagsbehandler": "Karla Skabelon",
        "Emne": "02.34.02 Byggetilladelse",
        "Frist": "18.12.2026",
        "Ændret": "23.11.2026 09:00",
        "Oprettet": "23.11.2026",
        "Følsomhed": "Ikke fortrolig",
        "Tilstand": "Oplyses",
    } | {name: rows[0][name] for name in ("Følsomhed", "Tilstand")}
    written = [row["Sag"] for row in rows[1:]]
    assert written[:5] == ['\'=HYPERLINK("http://x")', "'  +1+1", "'-2+3", "'@SUM(1)", "'\uff1d1"]
    assert written[5] == 'Semikolon; og "citat"'


def test_the_table_has_the_whole_list_and_not_the_page(site):
    with site.graph() as (root, act):
        for number in range(60):
            a_case(root, act, title=f"Sag {number:02}")
    rows = table(site.client("sagsbehandler").get(f"{CASES}?sorter=-nummer&antal=25&start=25&format=csv"))
    assert [row["Sag"] for row in rows] == [f"Sag {number:02}" for number in range(59, -1, -1)]


# ---------------------------------------------------------------- columns


def test_columns_are_kept_for_the_person_who_chose_them(town):
    client = town.client("sagsbehandler")
    page = client.get(f"{CASES}?tilstand=alle&sorter=nummer")
    assert [each.text for each in page.html.select("thead th")][-2:] == ["Ændret", "Tilstand"]
    form = form_with(page, "kolonne")
    for box in form.fields["kolonne"]:
        box.checked = box._value in {"sagsnummer", "emne"}
    page = form.submit().follow()
    assert page.request.url.endswith(f"{CASES}?tilstand=alle&sorter=nummer")
    names = ["Vælg", "Sag ↑", "Sagsnummer", "Emne"]
    assert [each.text for each in page.html.select("thead th")] == names
    again = town.client("sagsbehandler").get(CASES)
    assert [each.text for each in again.html.select("thead th")][2:] == ["Sagsnummer", "Emne"]
    others = town.client("sagsbehandler2").get(CASES)
    assert [each.text for each in others.html.select("thead th")][2:] != ["Sagsnummer", "Emne"]
    page = form_with(again, "kolonne").submit("saedvanlige").follow()
    assert [each.text for each in page.html.select("thead th")][-1] == "Tilstand"


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/intranet/\\evil", "/", "x", ""]
)
def test_keeping_columns_leads_nowhere_else(town, back):
    client = town.client("sagsbehandler")
    form = form_with(client.get(CASES), "kolonne")
    form["tilbage"].force_value(back)
    assert form.submit(status=303).location == "http://testserver/intranet/"


def test_columns_of_no_list_and_columns_that_are_none_are_not_kept(town):
    client = town.client("medarbejder")
    form = form_with(client.get(PEOPLE), "kolonne")
    token = form["csrf_token"].value
    client.post("/intranet/listekolonner", {"csrf_token": token, "liste": "findes-ikke"}, status=404)
    # when somebody logged in last is for administrators
    client.post(
        "/intranet/listekolonner", [("csrf_token", token), ("liste", "personer"), ("kolonne", "login")]
    )
    assert "Sidst logget på" not in client.get(PEOPLE).text
    with town.graph() as (root, _act):
        assert root.chosen_columns.of("medarbejder", "personer") == frozenset()


# ---------------------------------------------------------------- choosing


def test_those_chosen_are_given_to_a_colleague_and_those_that_stay_are_named(town):
    client = town.client("sagsbehandler")
    page = client.get(f"{CASES}?tilstand=alle").click("Vælg alle 2 på siden")
    boxes = page.html.select("tbody .e-pick input")
    assert [box.has_attr("checked") for box in boxes] == [True, True]
    assert boxes[0]["aria-label"] == "Vælg Carport på Ærøgade"
    chosen = "&".join(f"valgt={box['value']}" for box in boxes)
    page = client.get(f"{CASES}/giv-videre?valgt=&{chosen}")
    assert "2026-00003: sagen er afsluttet" in page.text
    form = form_with(page, "caseworker")
    form["caseworker"] = "leder"
    page = form.submit(status=303).follow()
    assert "1 sag er givet videre" in page.text
    with town.graph() as (root, _act):
        assert [case.caseworker for case in root["sager"].values()] == [
            "leder",
            "sagsbehandler2",
            "sagsbehandler",
        ]
    assert [row["Sagsnummer"] for row in table(client.get(f"{CASES}?tilstand=alle&format=csv&{chosen}"))] == [
        "2026-00001",
        "2026-00003",
    ]


def test_pressing_without_having_chosen_says_so(town):
    page = town.client("sagsbehandler").get(f"{CASES}/giv-videre?valgt=").follow()
    assert "Sæt kryds ved mindst én sag" in page.text


def test_who_changes_no_cases_has_nothing_to_choose(town):
    page = town.client("medarbejder").get(CASES)
    assert not page.html.select(".e-pick, .e-bulk")
