"""Agendas at work: building one, asking before it goes out, and who sees which item."""

import re
from datetime import timedelta

import pytest
from tests.capability.meetings.agendas import (
    a_committee,
    a_meeting,
    a_released_document,
    an_item,
    another_politician,
    titles,
)
from tests.support.builders import a_case, a_document
from tests.support.site import form_with

from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.items import move_item, remove_item, set_documents
from bdk_esdh.meetings.publishing import hold_meeting, publish_meeting

COMMITTEE = "/intranet/udvalg/oekonomiudvalget"
AGENDA = f"{COMMITTEE}/2026-12-09"
SECRETS = ("Salg af Algade 3", "2026-00002", "Købstilbud", "Ejendomsmæglerens")


@pytest.fixture
def town(site):
    """An agenda in the making: 3 is open, 4 closed and about a confidential case."""
    with site.graph(by="sekretaer") as (root, act):
        another_politician(root, act)
        meeting = a_meeting(a_committee(root, act), act)
        seat = {"name": "Magda Modelsen", "login": "politiker2"}
        a_committee(root, act, title="Teknik- og Miljøudvalget", code="TM", members=[seat])
        case = a_case(root, act, title="Nyt tag på Klokkerholm Skole")
        an_item(meeting, act, case, title="Anlægsbevilling til nyt tag")
        secret = a_case(root, act, title="Salg af Algade 3", sensitivity="confidential")
        tender = a_document(secret, act, title="Købstilbud fra Nordbyg")
        an_item(
            meeting, act, secret, title="Salg af Algade 3", documents=[tender], closed_session=True,
            closed_reason="property_sale", neutral_title="Salg af ejendom", summary="Ejendomsmæglerens vurdering",
        )  # fmt: skip
    return site


def meeting_of(root):
    return root["udvalg"]["oekonomiudvalget"]["2026-12-09"]


def item_id(site, name):
    with site.graph() as (root, _act):
        return str(get_oid(meeting_of(root)[name]))


def publish(site):
    with site.graph(by="sekretaer") as (root, act):
        publish_meeting(meeting_of(root), act)


def agenda(site):
    with site.graph() as (root, _act):
        return titles(meeting_of(root))


def sent(client, path, **values):
    """Open a form, fill it in and send it."""
    page = client.get(path)
    form = next(form for form in page.forms.values() if form.id == "form")
    for name, value in values.items():
        form[name] = value
    return form.submit(expect_errors=True)


def pressed(client, view, **values):
    """Press a button of the agenda."""
    token = next(
        form["csrf_token"].value for form in client.get(AGENDA).forms.values() if "csrf_token" in form.fields
    )
    return client.post(f"{AGENDA}/{view}", {"csrf_token": token, **values}, expect_errors=True)


def test_a_secretary_makes_a_committee_and_its_politician_gets_the_seat(site):
    client = site.client("sekretaer")
    form = next(f for f in client.get("/intranet/udvalg/nyt-udvalg").forms.values() if f.id == "form")
    form["title"], form["code"], form["weekday"], form["time"] = "Økonomiudvalget", "ØK", "2", "8.15"
    form = next(f for f in form.submit("members:add").forms.values() if f.id == "form")
    form["members.0.name"], form["members.0.login"], form["members.0.chair"] = (
        "Rigmor Opdigt",
        "politiker",
        True,
    )
    assert form.submit(status=303).location.endswith(COMMITTEE)
    with site.graph() as (root, _act):
        assert root["organisation"]["personer"]["politiker"].bodies == ("oekonomiudvalget",)
    assert "Rigmor Opdigt, formand" in client.get(COMMITTEE).text
    assert "Onsdage kl. 8.15" in client.get("/intranet/udvalg").text
    page = sent(client, f"{COMMITTEE}/ret", **{"members.0.login": ""})
    assert page.status_int == 303
    with site.graph() as (root, _act):
        assert root["organisation"]["personer"]["politiker"].bodies == ()


def test_planning_suggests_the_usual_day_and_tells_of_days_off_and_days_gone(site):
    with site.graph(by="sekretaer") as (root, act):
        a_committee(root, act)
    client = site.client("sekretaer")
    form = form_with(client.get(f"{COMMITTEE}/planlaeg-moede"), "place")
    assert (form["date"].value, form["time"].value) == ("02.12.2026", "8.15")
    page = sent(client, f"{COMMITTEE}/planlaeg-moede", date="20.11.2026")
    assert page.status_int == 422
    assert "Dagen er gået" in page.text
    for bad in ("31. november", "x" * 300, "\x00", "🏠", ""):
        page = sent(client, f"{COMMITTEE}/planlaeg-moede", date=bad)
        assert page.status_int == 422, bad
    page = sent(client, f"{COMMITTEE}/planlaeg-moede", date="26.12.2026").follow()
    assert "Mødet ligger på en fridag: lørdag 26. december 2026" in page.text
    assert "Fraværende" in page.text


def test_an_item_is_put_on_changed_and_given_documents_by_forms(town):
    client = town.client("sekretaer")
    with town.graph() as (root, act):
        a_released_document(root["sager"]["2026-00001"], act, title="Rapport")
        a_document(root["sager"]["2026-00001"], act, title="Overslag")
    answer = sent(
        client, f"{AGENDA}/nyt-punkt", title="Takster 2027", case_number="2026-00001", routing="FK/ØK"
    )
    assert "/bilag?id=" in answer.location
    form = next(f for f in answer.follow().forms.values() if f.id == "form")
    assert "Rapport · Frigivet" in form.text
    assert "Overslag · Ikke frigivet, vises ikke for offentligheden" in form.text
    form.set("documents", True, 1)
    assert form.submit(status=303).location.endswith(AGENDA)
    with town.graph() as (root, _act):
        assert [document.title for document in meeting_of(root)["5"].documents] == ["Overslag"]
    answer = sent(client, f"{AGENDA}/punkt?id={item_id(town, '5')}", title="Takster 2028")
    assert answer.status_int == 303
    assert ("5", "Takster 2028") in agenda(town)
    assert "1 bilag er ikke frigivet" in client.get(AGENDA).text


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "Skriv en titel"),
        ({"title": "x" * 300}, "Teksten fylder 300 tegn"),
        ({"title": "Om 610190-0000"}, "Titlen ligner et CPR-nummer"),
        ({"title": "vend \u202e om"}, "vender skriften om"),
        ({"title": "Takster", "case_number": ""}, "Skriv, hvilken sag punktet handler om"),
        ({"title": "Takster", "case_number": "2026-99999"}, "Sag 2026-99999 findes ikke"),
        ({"title": "Takster", "presentation": "Ejer: 610190-0000"}, "Teksten ligner et CPR-nummer"),
    ],
)
def test_bad_input_gets_a_message_and_keeps_what_was_typed(town, values, message):
    before = agenda(town)
    facts = {"case_number": "2026-00001", "summary": "Det er skrevet 🏠 her", **values}
    page = sent(town.client("sekretaer"), f"{AGENDA}/nyt-punkt", **facts)
    assert page.status_int == 422
    assert message in page.text
    assert "Fejl: Nyt punkt" in page.text
    assert "Det er skrevet 🏠 her" in page.text
    assert agenda(town) == before


def test_a_case_one_may_not_read_cannot_be_found_through_an_agenda(town):
    with town.graph() as (root, act):
        a_case(root, act, title="Hemmelig", sensitivity="confidential")
    there = sent(town.client("sekretaer"), f"{AGENDA}/nyt-punkt", title="Punkt", case_number="2026-00003")
    assert "Sag 2026-00003 findes ikke" in there.text


def test_the_same_form_sent_twice_makes_one_item(town):
    client = town.client("sekretaer")
    form = next(f for f in client.get(f"{AGENDA}/nyt-punkt").forms.values() if f.id == "form")
    form["title"], form["case_number"] = "Takster", "2026-00001"
    assert form.submit(status=303).location == form.submit(status=303).location
    assert [title for _, title in agenda(town)].count("Takster") == 1


def test_a_form_that_is_sent_when_items_were_renumbered_changes_the_item_it_showed(town):
    client = town.client("sekretaer")
    form = next(
        f for f in client.get(f"{AGENDA}/punkt?id={item_id(town, '3')}").forms.values() if f.id == "form"
    )
    with town.graph(by="sekretaer") as (root, act):
        move_item(meeting_of(root)["3"], "down", act)
    form["title"] = "Nyt navn"
    form.submit(status=303)
    assert ("4", "Nyt navn") in agenda(town)
    assert ("3", "Salg af Algade 3") in agenda(town)


def test_an_item_removed_between_form_and_save_loses_nothing_that_was_typed(town):
    client = town.client("sekretaer")
    oid = item_id(town, "3")
    form = next(f for f in client.get(f"{AGENDA}/punkt?id={oid}").forms.values() if f.id == "form")
    documents = next(f for f in client.get(f"{AGENDA}/bilag?id={oid}").forms.values() if f.id == "form")
    with town.graph(by="sekretaer") as (root, act):
        remove_item(meeting_of(root)["3"], act)
    form["presentation"] = "En lang tekst"
    page = form.submit(status=422)
    assert "Punktet er taget af dagsordenen" in page.text
    assert "En lang tekst" in page.text
    assert "Punktet er taget af dagsordenen" in documents.submit(status=303).follow().text
    assert "Punktet er taget af dagsordenen" in pressed(client, "flyt", item=oid, to="up").follow().text
    client.get(f"{AGENDA}/punkt?id={oid}", status=404)


def test_items_are_moved_by_buttons_and_to_a_place(town):
    client = town.client("sekretaer")
    page = pressed(client, "flyt", item=item_id(town, "4"), to="up").follow()
    assert "Punkt 4 er flyttet til plads 3 af 7" in page.text
    assert agenda(town)[2] == ("3", "Salg af Algade 3")
    page = pressed(client, "flyt", item=item_id(town, "3"), place="6").follow()
    assert "Punkt 3 er flyttet til plads 6 af 7" in page.text
    for bad in ({"place": "-1"}, {"place": "x"}, {"to": ""}, {"place": "9" * 40}, {"place": "²"}):
        page = pressed(client, "flyt", item=item_id(town, "1"), **bad).follow()
        assert "Skriv et helt tal" in page.text
    for bad in ("", "x", "0", "99999999999999999999"):
        assert "Punktet er taget af" in pressed(client, "flyt", item=bad, to="up").follow().text
    client.post(f"{AGENDA}/flyt", {"item": item_id(town, "1"), "to": "down"}, status=400)


def test_an_item_is_taken_off_after_asking(town):
    client = town.client("sekretaer")
    answer = sent(client, f"{AGENDA}/fjern?id={item_id(town, '3')}")
    assert answer.status_int == 303
    assert "Anlægsbevilling til nyt tag" not in [title for _, title in agenda(town)]


def test_publishing_asks_with_the_number_and_then_everybody_can_read(town):
    client = town.client("sekretaer")
    page = client.get(f"{AGENDA}/offentliggoer")
    assert "Offentliggør 6 punkter?" in page.text
    assert "Alle kan læse dem med det samme" in page.text
    assert "1 lukket punkt kommer med, men ikke dets indhold" in page.text
    form = next(f for f in page.forms.values() if f.id == "form")
    answer = form.submit(status=303)
    assert answer.location.endswith(AGENDA)
    assert form.submit(status=303).location == answer.location
    assert "Punkter" in client.get(AGENDA).click("^Se den$", index=0).text
    assert town.client().get(AGENDA.removeprefix("/intranet")).status_int == 200
    assert "Punkt 3 er flyttet" not in pressed(client, "flyt", item=item_id(town, "3"), to="up").follow().text


def test_all_obstacles_are_listed_with_links_and_nothing_goes_out(town):
    with town.graph(by="sekretaer") as (root, act):
        case = root["sager"]["2026-00001"]
        an_item(meeting_of(root), act, case, title="Uden grund", closed_session=True)
        an_item(meeting_of(root), act, case, title="Om 610190-0000")
    client = town.client("sekretaer")
    for path in (AGENDA, f"{AGENDA}/offentliggoer"):
        page = client.get(path)
        assert "Kan ikke offentliggøres endnu" in page.text
        assert "Punkt 5 er lukket uden grund" in page.text
        assert "Titlen på punkt 6 ligner et CPR-nummer" in page.text
    assert client.get(AGENDA).click("Punkt 5 er lukket uden grund").status_int == 200
    page = pressed(client, "offentliggoer", item="")
    assert page.status_int == 422
    assert town.client().get(AGENDA.removeprefix("/intranet"), expect_errors=True).status_int == 404


def test_an_agenda_is_taken_back_with_a_reason(town):
    publish(town)
    client = town.client("sekretaer")
    page = sent(client, f"{AGENDA}/traek-tilbage")
    assert page.status_int == 422
    assert "Skriv, hvorfor dagsordenen trækkes tilbage" in page.text
    page = sent(client, f"{AGENDA}/traek-tilbage", reason="Forkert bilag").follow()
    assert "Begrundelse: Forkert bilag" in page.text
    assert "Trukket tilbage" in client.get(COMMITTEE).text


def test_a_meeting_can_be_said_to_be_held_first_of_all_once_it_has_begun(town):
    publish(town)
    client = town.client("sekretaer")
    css = [client.get(AGENDA).html.find("a", string=re.compile("Mødet er holdt"))["class"]]
    town.clock.advance(timedelta(days=20))
    css.append(
        town.client("sekretaer").get(AGENDA).html.find("a", string=re.compile("Mødet er holdt"))["class"]
    )
    assert ["button-primary" in each for each in css] == [False, True]


def test_breadcrumbs_at_work_call_the_meetings_what_the_menu_does(town):
    crumbs = town.client("sekretaer").get(AGENDA).html.find("nav", attrs={"aria-label": "Brødkrumme"})
    assert "Møder" in crumbs.text
    assert "Politik og møder" not in crumbs.text


def test_minutes_are_written_and_approved(town):
    publish(town)
    town.clock.advance(timedelta(days=20))
    client = town.client("sekretaer")
    page = sent(client, f"{AGENDA}/afhold").follow()
    assert "Skriv beslutning på punkt 3" in page.text
    page = client.get(f"{AGENDA}/godkend")
    assert "form" not in [form.id for form in page.forms.values()], "not asked before it can be answered"
    assert pressed(client, "godkend", item="").status_int == 422
    page = page.click("Punkt 4 har ingen beslutning")
    assert "Beslutning på lukket punkt 4: Salg af Algade 3" in page.text
    for name, left in (("3", True), ("4", False)):
        page = client.get(f"{AGENDA}/beslutning?id={item_id(town, name)}")
        form = next(form for form in page.forms.values() if form.id == "form")
        form["resolution"] = ""
        assert f"punkt {name}: " in form.submit(status=422).text
        form["resolution"] = "Godkendt."
        page = form.submit(status=303).follow()
        assert ("Skriv beslutning på punkt 4" in page.text) is left
    assert "Ret beslutning" in page.text
    assert sent(client, f"{AGENDA}/godkend").status_int == 303
    page = sent(client, f"{AGENDA}/beslutning?id={item_id(town, '3')}", resolution="Alligevel ikke.")
    assert page.status_int == 422


def test_decisions_are_written_one_after_the_other_and_stand_on_the_agenda(town):
    publish(town)
    town.clock.advance(timedelta(days=20))
    client = town.client("sekretaer")
    sent(client, f"{AGENDA}/afhold")
    page = client.get(f"{AGENDA}/godkend")
    lines = [link.text for link in page.html.select(".e-guard a")]
    assert lines == ["Punkt 3 har ingen beslutning", "Punkt 4 har ingen beslutning"]
    assert not [form for form in page.forms.values() if form.action.endswith("/godkend")]
    assert page.click("Tilbage").request.path == AGENDA
    page = page.click("Punkt 3 har ingen beslutning")
    assert page.html.h1.text == "Beslutning på punkt 3: Anlægsbevilling til nyt tag"
    form = form_with(page, "resolution")
    form["resolution"] = "010199-1234"
    page = form.submit(status=422)
    assert page.html.h1.text == "Beslutning på punkt 3: Anlægsbevilling til nyt tag"
    form = form_with(page, "resolution")
    form["resolution"] = "Godkendt."
    page = form.submit("next", status=303).follow()
    assert page.html.h1.text == "Beslutning på lukket punkt 4: Salg af Algade 3"
    form = form_with(page, "resolution")
    form["resolution"] = "Solgt til Nordbyg."
    page = form.submit("next", status=303).follow()
    assert page.request.path == AGENDA, "there is no next"
    rows = [row.text for row in page.html.select(".e-build > li")]
    assert "Beslutning: Godkendt." in rows[2]
    assert "Solgt" not in rows[3], (
        "who reads what was decided in a closed session is noted on the page of its item"
    )
    assert "Ret beslutning" in rows[2]


def test_the_decision_page_shows_what_was_recommended(town):
    with town.graph(by="sekretaer") as (root, _act):
        meeting_of(root)["3"].recommendation = "Taget bliver rødt"
    publish(town)
    town.clock.advance(timedelta(days=20))
    client = town.client("sekretaer")
    sent(client, f"{AGENDA}/afhold")
    page = client.get(f"{AGENDA}/beslutning?id={item_id(town, '3')}")
    assert "Taget bliver rødt" in page.html.select_one("#indstilling-h").find_parent("section").text


def test_a_case_the_secretary_may_not_read_is_told_to_be_its_caseworkers_to_report(town):
    page = sent(town.client("sekretaer"), f"{AGENDA}/nyt-punkt", case_number="2026-00009", title="X")
    assert (
        "Sag 2026-00009 findes ikke, eller du må ikke læse den. Sagsbehandleren kan melde sagen ind" in page
    )


def test_a_new_meeting_is_suggested_on_a_usual_day_that_is_free_and_leaves_time(town):
    def suggested():
        page = town.client("sekretaer").get(f"{COMMITTEE}/planlaeg-moede")
        return form_with(page, "date")["date"].value

    with town.graph(by="sekretaer") as (root, _act):
        root["udvalg"]["oekonomiudvalget"].weekday = 2
    assert suggested() == "02.12.2026", "not in two days: the agenda has its deadline"
    town.clock.advance(timedelta(days=3))
    assert suggested() == "16.12.2026", "on the ninth there is a meeting"


def test_the_preview_shows_what_the_public_will_see(town):
    page = town.client("sekretaer").get(f"{AGENDA}/som-offentlig")
    assert "Anlægsbevilling til nyt tag" in page.text
    assert not [secret for secret in SECRETS if secret in page.text]


@pytest.mark.parametrize(
    "login", ["sagsbehandler2", "medarbejder", "administrator", "politiker", "redaktoer"]
)
def test_who_may_not_know_a_closed_item_sees_its_number_alone(town, login):
    client = town.client(login)
    page = client.get(AGENDA)
    assert "Lukket punkt" in page.text
    assert "Anlægsbevilling" in page.text
    assert not [secret for secret in (*SECRETS, "Salg af ejendom", "property") if secret in page.text]
    missing = client.get(f"{AGENDA}/99", status=404)
    assert client.get(f"{AGENDA}/4", status=404).body == missing.body
    for view in ("punkt", "bilag", "fjern", "beslutning"):
        answer = client.get(f"{AGENDA}/{view}?id={item_id(town, '4')}", expect_errors=True)
        assert answer.status_int in {403, 404}
        assert not [secret for secret in SECRETS if secret in answer.text]


def test_members_of_the_body_see_the_closed_part_once_it_is_out_and_other_politicians_do_not(town):
    member, other = town.client("politiker"), town.client("politiker2")
    other.get(AGENDA, status=404)
    publish(town)
    assert "Salg af Algade 3" in member.get(AGENDA).text
    item = member.get(f"{AGENDA}/4")
    assert "Ejendomsmæglerens vurdering" in item.text
    assert "Købstilbud fra Nordbyg" in item.text
    assert "2026-00002 " not in item.text, "the case itself is not opened to members"
    page = other.get(AGENDA)
    assert not [secret for secret in SECRETS if secret in page.text]
    other.get(f"{AGENDA}/4", status=404)


def test_the_case_of_an_open_item_is_named_only_to_those_who_may_read_it(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        case = a_case(root, act, title="Sagens egen titel", sensitivity="confidential")
        an_item(meeting, act, case, title="Bemanding", documents=[a_document(case, act, title="Notatet")])
    for login in ("sagsbehandler2", "politiker"):
        for path in (AGENDA, f"{AGENDA}/3"):
            page = site.client(login).get(path)
            assert "Bemanding" in page.text
            for secret in ("2026-00001", "Sagens egen titel", "Notatet"):
                assert secret not in page.text, (login, path, secret)
        assert "0 bilag" in site.client(login).get(AGENDA).text
    page = site.client("sekretaer").get(f"{AGENDA}/3")
    assert "2026-00001 Sagens egen titel" in page.text
    assert "Notatet" in page.text


def test_only_those_who_make_agendas_may_change_them(town):
    oid = item_id(town, "3")
    for login in ("sagsbehandler", "politiker", "medarbejder"):
        client = town.client(login)
        for view in (
            "nyt-punkt",
            "ret",
            "offentliggoer",
            "traek-tilbage",
            "som-offentlig",
            f"punkt?id={oid}",
        ):
            client.get(f"{AGENDA}/{view}", status=403)
        assert pressed(client, "flyt", item=oid, to="up").status_int == 403
    assert agenda(town)[2] == ("3", "Anlægsbevilling til nyt tag")
    town.client("borger1").get(AGENDA, status=404)
    assert "/log-ind" in town.client().get(AGENDA, status=302).location


def test_the_menu_leads_to_meetings_on_both_faces(town):
    assert (
        'href="/intranet/udvalg" aria-current="page"' in town.client("sekretaer").get("/intranet/udvalg").text
    )
    assert 'href="/udvalg" aria-current="true"' in town.client().get("/udvalg").text


def test_documents_shown_to_a_secretary_for_choice_are_those_the_secretary_may_read(town):
    with town.graph(by="sekretaer") as (root, act):
        case = root["sager"]["2026-00002"]
        a_document(case, act, title="Fortroligt notat")
    page = town.client("sekretaer").get(f"{AGENDA}/bilag?id={item_id(town, '4')}")
    assert "Købstilbud fra Nordbyg" in page.text
    assert "Fortroligt notat" not in page.text


def test_the_order_of_documents_is_kept_when_one_more_is_chosen(town):
    with town.graph(by="sekretaer") as (root, act):
        case = root["sager"]["2026-00001"]
        first, _second, third = (a_document(case, act, title=title) for title in ("A", "B", "C"))
        set_documents(meeting_of(root)["3"], [third, first], act)
    client = town.client("sekretaer")
    form = next(
        f for f in client.get(f"{AGENDA}/bilag?id={item_id(town, '3')}").forms.values() if f.id == "form"
    )
    form.set("documents", True, 1)
    form.submit(status=303)
    with town.graph() as (root, _act):
        assert [document.title for document in meeting_of(root)["3"].documents] == ["C", "A", "B"]


def test_a_held_meeting_cannot_be_changed_by_form(town):
    publish(town)
    town.clock.advance(timedelta(days=20))
    with town.graph(by="sekretaer") as (root, act):
        hold_meeting(meeting_of(root), act)
    client = town.client("sekretaer")
    page = sent(client, f"{AGENDA}/nyt-punkt", title="For sent", case_number="2026-00001")
    assert page.status_int == 422
    assert "Mødet er holdt. Dagsordenen kan ikke ændres" in page.text


def test_an_item_that_is_put_on_an_agenda_that_is_out_says_that_everyone_sees_it(town):
    client = town.client("sekretaer")
    assert "alle ser det med det samme" not in client.get(f"{AGENDA}/nyt-punkt")
    publish(town)
    assert "alle ser det med det samme" in client.get(f"{AGENDA}/nyt-punkt")
    page = sent(client, f"{AGENDA}/nyt-punkt", title="Takster", case_number="2026-00001").follow()
    assert "Punktet er sat på dagsordenen, og alle ser det nu." in page
