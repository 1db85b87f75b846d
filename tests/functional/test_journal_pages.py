"""The pages of the journal: who sees which entries, and how much of each."""

import threading
from datetime import date, timedelta

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.audit.entering import enter, journal_of
from bdk_esdh.cases.actions import case_values, change_case, move_case
from bdk_esdh.cases.journal import FACTS_CHANGED
from bdk_esdh.documents.actions import change_document, document_values

SECRET = "Bortvisning af elev på Fiktivskolen"


@pytest.fixture
def case(site):
    with site.graph() as (root, act):
        made = a_case(root, act, due_date=date(2026, 12, 1))
        change_case(made, {**case_values(made), "due_date": date(2026, 12, 8)}, act)
        return made.case_number


def _secret_case(site):
    with site.graph() as (root, act):
        made = a_case(root, act, sensitivity="confidential")
        values = {"confidential_title": SECRET, "exemption_basis": "Offentlighedsloven § 30, nr. 1"}
        change_case(made, {**case_values(made), **values}, act)
        return made.case_number


def _lines(page):
    return [
        " ".join(" ".join(line.itertext()).split())
        for line in page.lxml.xpath("//ol[contains(@class, 'e-journal')]/li | //main//table/tbody/tr")
    ]


# ------------------------------------------------------------------ a case


def test_the_page_of_a_case_tells_what_was_changed_in_a_sentence(site, case):
    page = site.client("sagsbehandler").get(f"/intranet/sager/{case}")
    assert "Karla Skabelon ændrede Frist fra 1. december 2026 til 8. december 2026" in _lines(page)[0]
    assert "Karla Skabelon oprettede sagen" in _lines(page)[1]


def test_several_facts_stand_each_on_a_line_of_their_own(site, case):
    with site.graph() as (root, act):
        made = root["sager"][case]
        values = {**case_values(made), "title": "Carport", "responsible_unit": "vej-park", "due_date": None}
        change_case(made, values, act)
    line = _lines(site.client("sagsbehandler").get(f"/intranet/sager/{case}/journal"))[1]
    assert "ændrede sagens oplysninger" in line
    assert "Titel: fra Opførelse af carport, Algade til Carport" in line
    assert "Ansvarlig enhed: fra Byg til Vej & Park" in line
    assert "Frist: slettet, var 8. december 2026" in line


def test_opening_a_case_is_on_its_journal_with_how_often(site, case):
    reader = site.client("leder")
    for _time in range(4):
        reader.get(f"/intranet/sager/{case}")
    page = site.client("sagsbehandler").get(f"/intranet/sager/{case}/journal?art=opslag")
    assert next(line for line in _lines(page) if "Lis Låntnavn åbnede sagen 4 gange" in line)
    # the panel on the page of the case tells of changes alone
    page = site.client("sagsbehandler").get(f"/intranet/sager/{case}")
    assert not any("åbnede" in line for line in _lines(page))


def test_a_reason_stands_with_what_it_is_the_reason_for(site, case):
    with site.graph() as (root, act):
        move_case(root["sager"][case], "close", act)
        move_case(root["sager"][case], "reopen", act, reason="Der er kommet en klage")
    lines = _lines(site.client("sagsbehandler").get(f"/intranet/sager/{case}/journal"))
    assert "genåbnede sagen" in lines[1] and "Der er kommet en klage" in lines[1]  # noqa: PT018


def test_filters_narrow_and_garbage_in_them_is_harmless(site, case):
    client = site.client("sagsbehandler")
    path = f"/intranet/sager/{case}/journal"
    client.get(path)
    assert all("så journalen" in line for line in _lines(client.get(f"{path}?art=opslag")))
    assert len(_lines(client.get(f"{path}?ord=frist+december"))) == 1
    assert _lines(client.get(f"{path}?person=leder")) == []
    assert _lines(client.get(f"{path}?til=22.11.2026")) == []
    assert len(_lines(client.get(f"{path}?fra=i+dag&til=i+dag&art=aendringer"))) == 2
    assert "kan ikke læses" in client.get(f"{path}?fra=sdf").text
    for garbage in ("under=-1", "under=x", "under=" + "9" * 40, "art=x", "fra=99.99.9999", "person=%00"):
        client.get(f"{path}?{garbage}")
    client.get(f"{path}?ord=" + "x" * 3_000)


def test_older_entries_are_a_page_away_and_none_is_shown_twice(site, case):
    with site.graph() as (root, act):
        for number in range(130):
            enter(root["sager"][case], act, FACTS_CHANGED, note=f"bemærkning {number:03}")
    site.run_jobs()
    client = site.client("sagsbehandler")
    page, seen = client.get(f"/intranet/sager/{case}/journal?art=aendringer"), []
    seen += _lines(page)
    while page.lxml.xpath("//a[@rel='next']"):
        page = page.click("Ældre")
        seen += _lines(page)
    assert len(seen) == 132
    assert "bemærkning 129" in seen[0]


def test_who_may_not_read_the_case_finds_no_journal_of_it(site):
    number = _secret_case(site)
    site.client("sagsbehandler2").get(f"/intranet/sager/{number}/journal", status=404)
    site.client("administrator").get(f"/intranet/sager/{number}/journal", status=404)
    site.client("medarbejder").get(f"/intranet/sager/{number}/journal", status=404)


def test_an_employee_without_casework_sees_no_journal(site, case):
    employee = site.client("medarbejder")
    employee.get(f"/intranet/sager/{case}/journal", status=403)
    assert "Hele journalen" not in employee.get(f"/intranet/sager/{case}")


def test_entries_about_a_document_are_shown_to_those_who_may_read_it(site, case):
    with site.graph() as (root, act):
        made = root["sager"][case]
        document = a_document(made, act, title="Lægeerklæring", sensitivity="confidential")
        change_document(document, {**document_values(document), "title": "Helbredserklæring"}, act)
    insider, other = site.client("sagsbehandler"), site.client("sagsbehandler2")
    path = f"/intranet/sager/{case}/journal"
    assert any("Helbredserklæring" in line for line in _lines(insider.get(path)))
    assert "erklæring" not in other.get(path).text
    assert "Dokument" not in " ".join(_lines(other.get(path)))
    counts = [
        client.get(f"/intranet/sager/{case}").lxml.xpath("//*[@id='journal-h']/span")[0].text
        for client in (insider, other)
    ]
    assert counts == ["4", "2"]


def test_before_and_after_are_shown_to_who_may_read_the_record_now(site, case):
    """What was written while the case was open is hidden with the case when it is closed to others."""
    assert "8. december" in site.client("sagsbehandler2").get(f"/intranet/sager/{case}/journal").text
    with site.graph() as (root, act):
        made = root["sager"][case]
        change_case(made, {**case_values(made), "sensitivity": "confidential"}, act)
    site.client("sagsbehandler2").get(f"/intranet/sager/{case}/journal", status=404)


# ------------------------------------------------------------------ a document


def test_a_document_has_a_journal_of_its_own(site, case):
    with site.graph() as (root, act):
        a_document(root["sager"][case], act)
    client = site.client("sagsbehandler")
    page = client.get(f"/intranet/sager/{case}/1").click("Journal", index=0)
    lines = _lines(page)
    assert "registrerede dokumentet" in lines[-1]
    assert any("åbnede dokumentet" in line for line in lines)
    assert not any("oprettede sagen" in line for line in lines)


# ------------------------------------------------------------------ one's own


def test_everyone_sees_the_trail_they_leave_and_nobody_elses(site, case):
    reader = site.client("leder")
    reader.get(f"/intranet/sager/{case}")
    lines = _lines(reader.get("/intranet/mit-spor"))
    assert any("åbnede sagen Sag 2026-00001 Opførelse af carport, Algade" in line for line in lines)
    assert any("loggede på" in line for line in lines)
    assert not any("Karla" in line for line in lines)
    assert _lines(site.client("politiker").get("/intranet/mit-spor"))


def test_of_what_one_may_no_longer_read_nothing_stands_in_ones_own_trail(site, case):
    other = site.client("sagsbehandler2")
    other.get(f"/intranet/sager/{case}")
    assert case in other.get("/intranet/mit-spor").text
    with site.graph() as (root, act):
        made = root["sager"][case]
        change_case(made, {**case_values(made), "sensitivity": "confidential"}, act)
    site.run_jobs()
    assert case not in other.get("/intranet/mit-spor").text


# ------------------------------------------------------------------ control


def test_only_whoever_controls_searches_in_everything(site, case):
    for login in ("sagsbehandler", "leder", "sekretaer", "medarbejder"):
        site.client(login).get("/intranet/journal", status=403)
        site.client(login).get("/intranet/journal?format=csv", status=403)
        site.client(login).get("/intranet/organisation/personer/leder/journal", status=403)
    assert "/log-ind" in site.client().get("/intranet/journal", status=302).location
    page = site.client("administrator").get("/intranet/journal")
    assert any("oprettede sagen" in line for line in _lines(page))


def test_control_sees_number_and_verb_of_what_it_may_not_read_and_no_word_more(site):
    number = _secret_case(site)
    client = site.client("administrator")
    for path in ("/intranet/journal", f"/intranet/journal?sag={number}", "/intranet/journal?format=csv"):
        page = client.get(path)
        assert number in page.text
        assert "ændrede sagens oplysninger" in page.text
        assert SECRET not in page.text
        assert "carport" not in page.text
        assert "§ 30" not in page.text
    # nor can it be guessed at by searching for words
    assert _lines(client.get("/intranet/journal?ord=Bortvisning")) == []
    assert "Bortvisning" not in client.get("/intranet/journal?format=csv&ord=Bortvisning").text
    found = client.get(f"/intranet/journal?sag={number}").lxml
    assert found.xpath(f"//a[contains(@href, '/sager/{number}')]") == []


def test_control_searches_by_person_case_act_and_days(site, case):
    site.client("leder").get(f"/intranet/sager/{case}")
    client = site.client("administrator")
    assert all("Lis Låntnavn" in line for line in _lines(client.get("/intranet/journal?person=Leder")))
    assert len(_lines(client.get(f"/intranet/journal?sag={case}"))) == 3
    assert len(_lines(client.get("/intranet/journal?handling=case.opened"))) == 1
    assert all("åbnede" in line for line in _lines(client.get(f"/intranet/journal?sag={case}&art=opslag")))
    assert _lines(client.get("/intranet/journal?fra=1.1.2027")) == []
    assert _lines(client.get(f"/intranet/journal?person=leder&sag={case}&art=aendringer")) == []


def test_control_is_journaled_too(site):
    client = site.client("administrator")
    client.get("/intranet/journal")
    client.get("/intranet/journal?format=csv")
    lines = " ".join(_lines(client.get("/intranet/journal?person=administrator")))
    assert "søgte i hele journalen" in lines
    assert "hentede journalen ud som tabel" in lines


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing(site, case):
    with site.graph() as (root, act):
        enter(root["sager"][case], act, FACTS_CHANGED, note='=HYPERLINK("x")')
    answer = site.client("administrator").get("/intranet/journal?format=csv")
    assert answer.content_type == "text/csv"
    assert answer.text.startswith("\ufeffHvem;Hvad;Indhold;Om;Tid;")
    assert "'=HYPERLINK" in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_page_of_control_tells_how_far_the_chain_has_come(site, case):
    site.run_jobs()
    site.clock.advance(timedelta(days=1))
    with site.graph() as (root, act):
        move_case(root["sager"][case], "inform", act)
        head = journal_of(root).chain.head.hex()
    site.run_jobs()
    page = site.client("administrator").get("/intranet/journal")
    assert "journal/heads.txt" in page.text
    assert head in page.text
    assert "Aldrig. Kør esdh check --journal" in page.text


def test_the_page_of_a_person_leads_control_to_what_the_person_has_done(site, case):
    site.client("leder").get(f"/intranet/sager/{case}")
    client = site.client("administrator")
    page = client.get("/intranet/organisation/personer/leder").click("Journal", href="leder/journal")
    assert any("Lis Låntnavn åbnede sagen" in line for line in _lines(page))
    about = client.get("/intranet/organisation/personer/leder/journal-om")
    assert any("loggede på" in line for line in _lines(about))
    assert (
        "leder/journal" not in site.client("sagsbehandler").get("/intranet/organisation/personer/leder").text
    )


def test_entries_of_a_person_who_is_gone_still_have_the_name(site, case):
    with site.graph() as (root, act):
        people = root["organisation"]["personer"]
        people.remove("sagsbehandler", registry=act.registry)
    lines = _lines(site.client("leder").get(f"/intranet/sager/{case}/journal"))
    assert any("Karla Skabelon oprettede sagen" in line for line in lines)


def test_a_wrong_password_is_entered_without_what_was_typed(site):
    client = site.client()
    for login in ("leder", "6101900000"):
        form = form_with(client.get("/log-ind"), "password")
        form["login"], form["password"] = login, "hemmelig-kode"
        form.submit(status=422)
    page = site.client("administrator").get("/intranet/journal?art=login")
    lines = " ".join(_lines(page))
    assert "En, der ikke var logget på forsøgte at logge på med en forkert adgangskode" in lines
    assert "ukendt brugernavn" in lines
    assert "610190" not in page.text
    assert "hemmelig" not in page.text


def test_of_what_is_gone_nothing_is_told_to_who_may_not_read_the_case_it_was_on(site, case):
    with site.graph() as (root, act):
        a_document(root["sager"][case], act)
    other = site.client("sagsbehandler2")
    other.get(f"/intranet/sager/{case}/1")
    with site.graph() as (root, act):
        made = root["sager"][case]
        made.remove("1", registry=act.registry)
    assert f"{case}-1" in other.get("/intranet/mit-spor").text
    with site.graph() as (root, act):
        made = root["sager"][case]
        change_case(made, {**case_values(made), "sensitivity": "confidential"}, act)
    assert f"{case}-1" not in other.get("/intranet/mit-spor").text
    assert f"{case}-1" in site.client("administrator").get("/intranet/journal").text


def test_many_who_open_the_same_page_at_once_all_get_it_and_are_all_counted(site, case):
    """Each of these requests writes; those that meet are merged, or tried again by the server."""
    clients = [site.client("leder") for _number in range(4)]
    start = threading.Barrier(len(clients))

    def read(client):
        start.wait()
        for _time in range(5):
            client.get(f"/intranet/sager/{case}", status=200)

    threads = [threading.Thread(target=read, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = _lines(
        site.client("sagsbehandler").get(f"/intranet/sager/{case}/journal?art=opslag&person=leder")
    )
    assert len(lines) == 1
    assert "åbnede sagen 20 gange" in lines[0]
