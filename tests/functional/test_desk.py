"""One's own desk: favourites by the star, messages behind the bell; nobody sees another's, or what one may not read."""

from datetime import timedelta

import pytest
from tests.support.builders import a_case, a_document

from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.desk.content import desk_of, made_desk
from bdk_esdh.desk.kinds import CASE_GIVEN, KINDS
from bdk_esdh.desk.notices import KEPT_FOR, tell_person
from bdk_esdh.documents.actions import assign_document
from bdk_esdh.security.grants import Level
from bdk_esdh.sharing.actions import share

CASE = "/intranet/sager/2026-00001"
MESSAGES = "/intranet/beskeder"


@pytest.fixture
def town(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act, title="Carport på Nørregade"), act)
    return site


def star(page):
    return next(form for form in page.forms.values() if form.action == "/intranet/favorit")


def panel(page, name):
    found = page.html.find(id=name)
    return found.find_parent("section").get_text(" ") if found else ""


def bell(page):
    return page.html.select_one(".e-bell").get_text(" ", strip=True)


def close(site, number="2026-00001"):
    """Keep a case to its own people."""
    with site.graph() as (root, act):
        case = root["sager"][number]
        change_case(
            case, {**case_values(case), "sensitivity": "confidential", "responsible_unit": "visitation"}, act
        )


def test_a_star_puts_a_thing_on_my_start_page_and_takes_it_away_with_undo(town):
    mine, other = town.client("sagsbehandler"), town.client("medarbejder")
    assert star(mine.get(CASE)).fields["til"][0].value_if_submitted() == "1"
    answer = star(mine.get(CASE)).submit("til").follow()
    assert "Tilføjet til dine favoritter" in answer.text
    assert "Carport på Nørregade" in panel(mine.get("/intranet/"), "favoritter")
    assert panel(other.get("/intranet/"), "favoritter") == ""
    assert answer.html.select_one(".e-star button")["aria-pressed"] == "true"
    answer = star(answer).submit("til").follow()
    assert panel(mine.get("/intranet/"), "favoritter") == ""
    undo = next(form for form in answer.forms.values() if form.action.startswith("/intranet/favorit?"))
    undo.submit()
    assert "Carport på Nørregade" in panel(mine.get("/intranet/"), "favoritter")
    assert mine.get("/intranet/journal/mine", expect_errors=True).text.count("favorit") == 0


def test_a_favourite_that_i_may_no_longer_read_is_not_named_and_cannot_be_asked_for(town):
    client = town.client("medarbejder")
    page = client.get(CASE)
    star(page).submit("til")
    form = star(page)
    form["once"] = "0" * 32
    close(town)
    assert "Carport" not in client.get("/intranet/").text
    refused = form.submit("til", status="*")
    missing = client.post(
        "/intranet/favorit",
        {"csrf_token": form["csrf_token"].value, "id": "123456789", "til": "1"},
        status="*",
    )
    assert refused.status_int == missing.status_int == 404


@pytest.mark.parametrize("asked", ["", "x", "-1", "--1", "٣", "9" * 400, "0"])
def test_nonsense_for_a_favourite_is_no_fault(town, asked):
    client = town.client("sagsbehandler")
    token = star(client.get(CASE))["csrf_token"].value
    assert client.post("/intranet/favorit", {"csrf_token": token, "id": asked}, status="*").status_int == 404


def test_who_is_given_a_case_or_a_document_or_access_is_told_once_and_by_nobody_oneself(town):
    with town.graph(by="leder") as (root, act):
        case = root["sager"]["2026-00001"]
        assign_document(case["1"], "medarbejder", act)
        share(case, "user:politiker", Level.READ, act)
    client = town.client("medarbejder")
    page = client.get("/intranet/")
    assert "1 ulæste" in bell(page)
    listed = client.get(MESSAGES)
    assert "har fordelt til dig" in listed.text
    assert "1 ulæste" in bell(town.client("politiker").get(MESSAGES))
    assert "ulæste" not in bell(town.client("sagsbehandler").get("/intranet/"))
    form = next(each for each in listed.forms.values() if "key" in each.fields)
    there = form.submit("key").follow()
    assert there.request.path == f"{CASE}/1"
    assert "ulæste" not in bell(there)
    assert "Der er ikke noget" in client.get(f"{MESSAGES}?vis=ulaeste").text


def test_all_messages_are_marked_as_read_and_others_keep_theirs(town):
    with town.graph(by="leder") as (root, act):
        for login in ("medarbejder", "sagsbehandler"):
            share(root["sager"]["2026-00001"], f"user:{login}", Level.READ, act)
    client = town.client("medarbejder")
    form = next(each for each in client.get(MESSAGES).forms.values() if each.action == MESSAGES)
    assert "ulæste" not in bell(form.submit().follow())
    assert "1 ulæste" in bell(town.client("sagsbehandler").get("/intranet/"))


def test_a_message_about_what_i_may_no_longer_read_is_not_shown(town):
    with town.graph(by="leder") as (root, act):
        assign_document(root["sager"]["2026-00001"]["1"], "medarbejder", act)
    client = town.client("medarbejder")
    assert "Ansøgning om carport" in client.get(MESSAGES).text
    with town.graph(by="leder") as (root, act):
        assign_document(root["sager"]["2026-00001"]["1"], "sagsbehandler", act)
    close(town)
    assert "carport" not in client.get(MESSAGES).text.lower()


def test_a_near_deadline_is_told_once_and_messages_go_after_ninety_days(town):
    with town.graph() as (root, act):
        case = root["sager"]["2026-00001"]
        due = town.clock.today() + timedelta(days=2)
        change_case(case, {**case_values(case), "caseworker": "sagsbehandler", "due_date": due}, act)
    for _round in range(2):
        town.run_jobs()
    client = town.client("sagsbehandler")
    assert client.get(MESSAGES).text.count("Fristen er") == 1
    town.clock.advance(KEPT_FOR + timedelta(days=1))
    town.run_jobs()
    with town.graph() as (root, _act):
        assert desk_of(root, "sagsbehandler").inbox.notices == ()
        assert desk_of(root, "sagsbehandler").inbox.unread == 0


def test_a_kind_of_message_that_i_do_not_want_does_not_come(town):
    client = town.client("medarbejder")
    form = client.get("/intranet/min-profil").forms["beskeder-valg"]
    form["document_given"] = False
    form.submit("valg")
    with town.graph(by="leder") as (root, act):
        assign_document(root["sager"]["2026-00001"]["1"], "medarbejder", act)
    assert "ulæste" not in bell(client.get("/intranet/"))


def test_only_messages_one_can_get_are_offered_and_the_others_keep_what_was_chosen(town):
    offered = town.client("politiker").get("/intranet/min-profil").forms["beskeder-valg"].fields
    assert {"agenda_published", "access_given"} >= offered.keys() & {*KINDS}
    assert "access_given" in offered
    staff = town.client("medarbejder")
    form = staff.get("/intranet/min-profil").forms["beskeder-valg"]
    never = {"agenda_published", "letter_registered", "links_broken"}
    assert form.fields.keys() & {*KINDS} == {*KINDS} - never
    editor = town.client("redaktoer").get("/intranet/min-profil").forms["beskeder-valg"]
    assert "links_broken" in editor.fields
    mail_room = town.client("postmedarbejder").get("/intranet/min-profil").forms["beskeder-valg"]
    assert "letter_registered" in mail_room.fields
    with town.graph() as (root, _act):
        made_desk(root, "medarbejder").unwanted = ("agenda_published",)
    form["document_given"] = False
    form.submit("valg")
    with town.graph() as (root, _act):
        assert set(desk_of(root, "medarbejder").unwanted) == {"agenda_published", "document_given"}


def test_nobody_is_told_of_or_shown_a_count_for_what_that_person_may_not_read(town):
    close(town)
    with town.graph(by="leder") as (root, act):
        tell_person("medarbejder", CASE_GIVEN, root["sager"]["2026-00001"], act)
        assert desk_of(root, "medarbejder") is None
    assert "ulæste" not in bell(town.client("medarbejder").get("/intranet/"))


def test_a_message_of_somebody_else_cannot_be_read_or_marked(town):
    with town.graph(by="leder") as (root, act):
        assign_document(root["sager"]["2026-00001"]["1"], "sagsbehandler2", act)
        (told,) = desk_of(root, "sagsbehandler2").inbox.notices
        key = told.key
    client = town.client("medarbejder")
    token = star(client.get(CASE))["csrf_token"].value
    answer = client.post(MESSAGES, {"csrf_token": token, "key": key})
    assert answer.location.endswith(MESSAGES)
    with town.graph() as (root, _act):
        assert desk_of(root, "sagsbehandler2").inbox.unread == 1
