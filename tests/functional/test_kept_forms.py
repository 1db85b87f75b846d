"""A session that ends while somebody writes costs nothing of what was written, and shows it to nobody else."""

import re
from datetime import timedelta

import pytest
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.site import form_with
from webtest import Upload

from bdk_esdh.kernel.kept_text import SECRETS
from bdk_esdh.trash.actions import put_in_trash

NEW_CASE = "/intranet/sager/ny-sag"
TEXT = "En lang beskrivelse\nsom det tog tid at skrive"


def started(client, address=NEW_CASE):
    form = form_with(client.get(address), "description")
    form["title"], form["description"] = "Carport, Algade", TEXT
    return form


def log_in(client, page, login):
    form = form_with(page, "password")
    form["login"], form["password"] = login, "demo"
    return form.submit(status=303)


def test_what_was_typed_is_there_when_the_same_person_logs_in_again(site):
    client = site.client("sagsbehandler")
    form = started(client)
    form["kle_subject"] = "02.34.02"
    site.clock.advance(timedelta(hours=3))
    to_login = form.submit(status=302)
    assert "/log-ind?" in to_login.location
    login_page = to_login.follow()
    assert "Det, du skrev, er ikke tabt. Log på, så får du det vist" in login_page
    page = log_in(client, login_page, "sagsbehandler").follow()
    assert "Det, du skrev, er ikke tabt" in page
    again = form_with(page, "description").submit()
    assert "Fejl:" not in again
    shown = form_with(again, "description")
    assert (shown["title"].value, shown["description"].value.replace("\r", "")) == ("Carport, Algade", TEXT)
    assert "2026-00001" in shown.submit(status=303).location


def test_the_file_is_there_too(site):
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/2026-00001/nyt-dokument"), "file")
    form["title"], form["correspondent"] = "Ansøgning om carport", "Nordbyg ApS"
    form["file"] = Upload("brev.pdf", a_pdf("Kære kommune"), "application/pdf")
    site.clock.advance(timedelta(hours=3))
    page = log_in(client, form.submit(status=302).follow(), "sagsbehandler").follow()
    shown = form_with(page, "title").submit()
    assert "brev.pdf" in shown
    answer = form_with(shown, "correspondent").submit(status=303)
    assert "Registreret som 2026-00001-1" in answer.follow()


def test_a_change_by_somebody_else_meanwhile_is_still_seen(site):
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")
    form = started(client, "/intranet/sager/2026-00001/ret")
    other = form_with(site.client("leder").get("/intranet/sager/2026-00001/ret"), "description")
    other["title"] = "Garage, Algade"
    other.submit(status=303)
    site.clock.advance(timedelta(hours=3))
    page = log_in(client, form.submit(status=302).follow(), "sagsbehandler").follow()
    shown = form_with(page, "description").submit()
    assert "Garage, Algade" in form_with(shown, "description").submit(status=409)


def test_nobody_else_is_shown_it(site):
    client = site.client("sagsbehandler")
    form = started(client)
    site.clock.advance(timedelta(hours=3))
    to_login = form.submit(status=302).follow()
    answer = log_in(client, to_login, "sagsbehandler2")
    assert "/intranet/kladde?id=" in answer.location
    assert "det tog tid" not in answer.follow(status=404)


def test_a_form_of_one_person_that_comes_in_the_session_of_another_is_given_to_neither(site):
    client = site.client("sagsbehandler")
    form = started(client)
    client.post("/log-af", {"csrf_token": form["csrf_token"].value})
    log_in(client, client.get("/log-ind"), "sagsbehandler2")
    answer = form.submit(status=400)
    assert "det tog tid" not in answer


def test_a_form_of_an_earlier_session_of_the_same_person_comes_back(site):
    client = site.client("sagsbehandler")
    form = started(client)
    client.post("/log-af", {"csrf_token": form["csrf_token"].value})
    log_in(client, client.get("/log-ind"), "sagsbehandler")
    page = form.submit(status=302).follow()
    assert (
        form_with(form_with(page, "description").submit(), "description")["title"].value == "Carport, Algade"
    )


def test_without_any_session_the_text_is_shown_to_whoever_sent_it(site):
    client = site.client("sagsbehandler")
    form = started(client)
    client.reset()
    answer = form.submit(status=400)
    assert "det tog tid at skrive" in answer
    assert "Det, du skrev" in answer
    assert answer.html.select_one('main a[href="/log-ind"][target="_blank"]')


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "../../session.key", "\0"])
def test_garbage_for_a_kept_form_is_no_page(site, token):
    site.client("sagsbehandler").get("/intranet/kladde", {"id": token}, status=404)


def test_a_record_that_was_thrown_away_meanwhile_leaves_the_text_to_its_writer(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    form = form_with(site.client("sagsbehandler").get("/intranet/sager/2026-00001/1"), "description")
    form["description"] = TEXT
    with site.graph() as (root, act):
        put_in_trash(root["sager"]["2026-00001"]["1"], act, "Dublet")
    answer = form.submit(status=404)
    assert "det tog tid at skrive" in answer


def test_a_record_that_one_may_no_longer_read_leaves_the_text_too_and_tells_nothing(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Hemmelig byggesag")
    form = started(site.client("sagsbehandler2"), "/intranet/sager/2026-00001/ret")
    with site.graph() as (root, act):
        from bdk_esdh.cases.actions import case_values, change_case

        case = root["sager"]["2026-00001"]
        change_case(case, {**case_values(case), "sensitivity": "confidential"}, act)
    answer = form.submit(status=404)
    assert "det tog tid at skrive" in answer
    assert "Hemmelig" not in answer


def test_no_password_is_ever_kept_or_shown(site):
    client = site.client("medarbejder")
    form = form_with(client.get("/intranet/organisation/personer/medarbejder/adgangskode"), "new_password")
    form["current_password"], form["new_password"], form["repeated"] = "demo", *["en hel lang saetning"] * 2
    site.clock.advance(timedelta(hours=3))
    answer = form.submit()
    assert "en hel lang" not in answer
    kept = site.registry.esdh_settings.data / "drafts"
    assert not [path for path in kept.glob("form-*.json") if "en hel lang" in path.read_text()]


def test_every_password_field_is_known_by_name():
    from pathlib import Path

    import bdk_esdh

    found = set()
    for path in Path(bdk_esdh.__file__).parent.rglob("*.py"):
        found |= set(re.findall(r"(\w+) = Secret\(", path.read_text()))
    assert found <= SECRETS
