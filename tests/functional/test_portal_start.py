"""The start page at work."""

from datetime import date, datetime, timedelta

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, an_item
from tests.support.builders import a_case, a_document

from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.kernel.clock import COPENHAGEN


def test_one_is_greeted_by_first_name_with_the_day_and_week(site):
    page = site.client("sagsbehandler").get("/intranet/")
    assert "God morgen, Karla" in page
    assert "Mandag 23. november 2026, uge 48" in page


def test_my_open_cases_stand_with_the_most_overdue_first_and_those_without_a_deadline_last(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Uden frist")
        a_case(root, act, title="Senere", due_date=date(2026, 12, 18))
        a_case(root, act, title="Overskredet sag", due_date=date(2026, 11, 20))
        a_case(root, act, title="En andens sag", caseworker="sagsbehandler2", due_date=date(2026, 11, 1))
    page = site.client("sagsbehandler").get("/intranet/")
    table = page.text[page.text.index('id="sager"') : page.text.index("</table>")]
    assert table.index("Overskredet sag") < table.index("Senere") < table.index("Uden frist")
    assert "En andens sag" not in table
    assert "Overskredet fredag 20. november" in table
    assert "1 over frist" in " ".join(table.split())


def test_a_case_that_was_mine_and_that_i_may_no_longer_read_is_neither_shown_nor_counted(site):
    with site.graph() as (root, act):
        case = a_case(
            root,
            act,
            title="Hemmelig sag",
            sensitivity="vip",
            caseworker="sagsbehandler",
            due_date=date(2026, 11, 1),
        )
        case.access_list = ("user:leder",)
        from bdk_esdh.kernel.graph import reindex_below

        reindex_below(case)
    page = site.client("sagsbehandler").get("/intranet/")
    assert "Hemmelig sag" not in page
    assert "over frist" not in page


def test_a_closed_case_leaves_the_list(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title="Færdig sag")
        case.review_state = "closed"
        from bdk_esdh.kernel.graph import tell_changed

        tell_changed(case, act.registry)
    page = site.client("sagsbehandler").get("/intranet/")
    assert "Her står de åbne sager, du er sagsbehandler på" in page


def test_the_mail_room_sees_all_that_nobody_has_got_and_a_unit_its_own(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, title="Brev til Byg")
        a_document(a_case(root, act, responsible_unit="visitation"), act, title="Brev til Visitation")
    mail_room = site.client("postmedarbejder").get("/intranet/")
    assert "Indbakke: hele kommunen" in mail_room
    assert "Brev til Byg" in mail_room
    assert "Brev til Visitation" in mail_room
    inbox = (
        site.client("sagsbehandler").get("/intranet/").html.find(id="indbakke").find_parent("section").text
    )
    assert "Brev til Byg" in inbox
    assert "Brev til Visitation" not in inbox


def test_a_document_that_somebody_has_got_leaves_the_inbox(site):
    from bdk_esdh.documents.actions import assign_document

    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, title="Brev til Byg")
        assign_document(document, "sagsbehandler", act)
    assert "Ingen breve venter på at blive fordelt" in site.client("sagsbehandler").get("/intranet/")


def test_what_others_have_changed_since_my_last_visit_is_named_and_what_i_may_not_read_is_not(site):
    site.client("sagsbehandler")
    site.clock.advance(timedelta(hours=2))
    with site.graph(by="sagsbehandler2") as (root, act):
        a_case(root, act, title="Åben sag", caseworker="sagsbehandler")
        a_case(root, act, title="En andens sag", responsible_unit="visitation", caseworker="sagsbehandler2")
        a_case(
            root,
            act,
            title="Hemmelig sag",
            sensitivity="confidential",
            responsible_unit="visitation",
            caseworker="sagsbehandler2",
        )
    with site.graph(by="sagsbehandler") as (root, act):
        a_case(root, act, title="Min egen ændring", caseworker=None)
    site.clock.advance(timedelta(hours=1))
    page = site.client("sagsbehandler").get("/intranet/")
    assert "Ændret af andre siden i dag kl. 9.00" in page
    changed = page.html.find(id="siden").find_parent("section").get_text(" ")
    assert "Åben sag" in changed
    assert "oprettede sagen" in changed
    assert "En andens sag" not in changed
    assert "Hemmelig sag" not in page
    assert "Min egen ændring" not in changed


def test_what_was_changed_before_my_last_visit_is_no_news(site):
    with site.graph(by="sagsbehandler2") as (root, act):
        a_case(root, act, title="Gammel sag", caseworker="sagsbehandler")
    site.clock.advance(timedelta(hours=1))
    site.client("sagsbehandler")
    site.clock.advance(timedelta(hours=1))
    page = site.client("sagsbehandler").get("/intranet/")
    assert "Gammel sag" not in page.html.find(id="siden").find_parent("section").get_text(" ")


def test_a_first_visit_shows_the_last_week(site):
    with site.graph(by="sagsbehandler2") as (root, act):
        a_case(root, act, title="Ny sag", caseworker="sagsbehandler")
    page = site.client("sagsbehandler").get("/intranet/")
    assert "Ændret af andre den seneste uge" in page
    assert "Ny sag" in page


def test_logging_in_twice_within_half_an_hour_is_one_visit(site):
    site.client("sagsbehandler")
    site.clock.advance(timedelta(hours=3))
    site.client("sagsbehandler")
    site.clock.advance(timedelta(minutes=29))
    assert "Ændret af andre siden i dag kl. 9.00" in site.client("sagsbehandler").get("/intranet/")
    site.clock.advance(timedelta(minutes=1))
    assert "Ændret af andre siden i dag kl. 12.00" in site.client("sagsbehandler").get("/intranet/")


def test_looking_at_the_start_page_writes_nothing(site):
    client = site.client("sagsbehandler")
    before = site.db.lastTransaction()
    client.get("/intranet/")
    assert site.db.lastTransaction() == before


def test_a_politician_sees_meetings_and_no_cases_inbox_or_news_of_staff(site):
    page = site.client("politiker").get("/intranet/")
    assert "Næste møder" in page
    for words in ("Mine sager", "Indbakke", "Nyt fra"):
        assert words not in page


def test_the_next_meetings_stand_with_time_and_state_and_the_secretary_is_told_what_is_reported(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        an_item(meeting, act, a_case(root, act), title="Nyt tag", review_state="proposed")
    panels = {
        login: site.client(login).get("/intranet/").html.find("section", attrs={"aria-labelledby": "moeder"})
        for login in ("sekretaer", "politiker")
    }
    for panel in panels.values():
        assert "onsdag 9. december 2026 kl.\xa08.15" in panel.text
        assert "Kladde" in panel.text
    assert "1 indmeldt sag venter" in panels["sekretaer"].text
    assert "indmeldt" not in panels["politiker"].text


@pytest.mark.parametrize(
    "login",
    ["administrator", "leder", "redaktoer", "medarbejder", "sekretaer", "postmedarbejder", "politiker"],
)
def test_everyone_at_work_has_a_start_page(site, login):
    assert "God morgen" in site.client(login).get("/intranet/")


def test_a_citizen_has_no_start_page_at_work(site):
    site.client("borger1").get("/intranet/", status=[403, 404])


def test_start_is_the_first_place_of_the_menu_and_is_marked(site):
    page = site.client("sagsbehandler").get("/intranet/")
    first = page.html.select(".e-rail a")[0]
    assert first["href"] == "/intranet/"
    assert first["aria-current"] == "page"


def test_nobody_may_read_when_others_were_here(site):
    site.client("administrator").get("/intranet/organisation/besoeg", status=[403, 404])
    site.client().get("/organisation/besoeg", status=404)


def test_the_greeting_follows_the_clock_in_copenhagen(site):
    client = site.client("sagsbehandler")
    site.clock.set(datetime(2026, 11, 23, 9, 30, tzinfo=COPENHAGEN))
    assert "God morgen" in client.get("/intranet/")
    site.clock.set(datetime(2026, 11, 23, 10, 0, tzinfo=COPENHAGEN))
    assert "Goddag" in client.get("/intranet/")


def test_a_case_is_not_named_again_for_the_document_that_changed_it(site):
    with site.graph(by="sagsbehandler2") as (root, act):
        case = a_case(root, act, title="Sagen selv", caseworker="sagsbehandler")
        a_document(case, act, title="Brevet på sagen")
    changed = site.client("sagsbehandler").get("/intranet/").text
    changed = changed[changed.index('id="siden"') :]
    assert "Brevet på sagen" in changed
    assert "Sagen selv" not in changed
    site.clock.advance(timedelta(minutes=5))
    with site.graph(by="sagsbehandler2") as (root, act):
        case = root["sager"]["2026-00001"]
        change_case(case, {**case_values(case), "description": "Nyt"}, act)
    changed = site.client("sagsbehandler").get("/intranet/").text
    assert "Sagen selv" in changed[changed.index('id="siden"') :]


def recent_of(client):
    panel = client.get("/intranet/").html.find(id="senest")
    return [link.text for link in panel.find_parent("section").select("ul a")] if panel else []


def test_what_i_lately_opened_or_changed_stands_once_with_the_latest_first(site):
    with site.graph(by="sagsbehandler2") as (root, act):
        numbers = [a_case(root, act, title=title).case_number for title in ("Første", "Anden", "Uåbnet")]
    karla, another = site.client("sagsbehandler"), site.client("sagsbehandler2")
    assert recent_of(karla) == []
    for number in (numbers[0], numbers[1], numbers[0]):
        karla.get(f"/intranet/sager/{number}")
    assert sorted(recent_of(karla)) == ["Anden", "Første"]
    site.run_jobs()
    assert sorted(recent_of(karla)) == ["Anden", "Første"]
    assert "Uåbnet" in recent_of(another)


def test_what_i_opened_and_may_no_longer_read_is_not_shown_as_recent(site):
    with site.graph(by="sagsbehandler2") as (root, act):
        case = a_case(root, act, title="Bliver hemmelig")
        number = case.case_number
    karla = site.client("sagsbehandler")
    karla.get(f"/intranet/sager/{number}")
    assert recent_of(karla) == ["Bliver hemmelig"]
    with site.graph() as (root, act):
        case = root["sager"][number]
        change_case(case, {**case_values(case), "sensitivity": "vip"}, act)
        case.access_list = ("user:leder",)
        from bdk_esdh.kernel.graph import reindex_below

        reindex_below(case)
    assert recent_of(karla) == []
