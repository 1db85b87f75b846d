"""The administrator's page of background work."""

from datetime import timedelta

import pytest
from tests.capability.jobs.queueing import PAGE, counts, entered, entries, fail_to_the_end, park
from tests.support.builders import a_case
from tests.support.site import form_with

from bdk_esdh.jobs.queue import queue_of
from bdk_esdh.kernel.graph import get_oid


def test_an_administrator_sees_parked_work_and_starts_it_again(site, done):
    park(site)
    tile = site.client("administrator").get("/intranet/").html.select_one(".e-tiles a")
    assert (tile["href"], "gået i stå" in tile.get_text()) == (PAGE, True)
    assert not site.client("sagsbehandler").get("/intranet/").html.select(f'a[href="{PAGE}"]')
    site.registry.job_handlers["fail"] = site.registry.job_handlers["note"]
    client = site.client("administrator")
    page = client.get(PAGE)
    assert "Der skete en uventet fejl" in page.text
    assert "Broken" in page.text
    assert "Nordbyg" not in page.text
    answer = form_with(page, "id").submit(status=303).follow()
    assert "sat i gang igen" in answer.text
    assert counts(site) == (1, 0)
    site.run_jobs()
    assert counts(site) == (0, 0)


def test_starting_it_twice_starts_it_once(site, done):
    park(site)
    client = site.client("administrator")
    first, second = (form_with(client.get(PAGE), "id") for _ in range(2))
    first.submit(status=303)
    assert "allerede" in second.submit(status=303).follow().text
    assert counts(site) == (1, 0)


@pytest.mark.parametrize("wanted", ["", "x", "0" * 10_000, "\0", "🏠"])
def test_nonsense_starts_nothing(site, done, wanted):
    park(site)
    form = form_with(site.client("administrator").get(PAGE), "id")
    form["id"].force_value(wanted)
    assert form.submit(status=303).location.endswith(PAGE)
    assert counts(site) == (0, 1)


def test_a_file_in_place_of_a_number_starts_nothing(site, done):
    park(site)
    client = site.client("administrator")
    token = form_with(client.get(PAGE), "id")["csrf_token"].value
    client.post(f"{PAGE}/genstart", {"csrf_token": token}, upload_files=[("id", "x", b"x")], status=303)
    assert counts(site) == (0, 1)


@pytest.mark.parametrize("login", ["sagsbehandler", "leder", "politiker", "borger1"])
def test_nobody_else_sees_the_page_or_a_link_to_it(site, login):
    client = site.client(login)
    client.get(PAGE, status=404)
    assert PAGE not in client.get("/intranet/", status="*").text


def test_a_parked_job_is_taken_away_with_a_reason_that_the_journal_keeps(site, done):
    job_id = park(site)
    client = site.client("administrator")
    page = client.get(PAGE).click("Fjern")
    answer = page.forms["form"].submit(status=422)
    assert "Skriv, hvorfor arbejdet ikke skal gøres" in answer
    answer.forms["form"]["reason"] = "Det er gjort i hånden"
    page = answer.forms["form"].submit(status=303).follow()
    assert "Arbejdet er fjernet" in page
    assert counts(site) == (0, 0)
    assert entered(site) == [("job.discarded", "administrator", "Det er gjort i hånden")]
    # Gone is gone: neither by the back button nor by an old page.
    assert client.get(f"{PAGE}/fjern?id={job_id}", status=303).location.endswith(PAGE)


def test_who_started_work_again_is_in_the_journal_of_the_record(site, done):
    with site.graph() as (root, act):
        case = a_case(root, act)
        queue_of(root).put("fail", at=act.at, about=get_oid(case))
    fail_to_the_end(site)
    client = site.client("administrator")
    page = client.get(PAGE)
    assert page.click("2026-00001", index=0).status_int == 200
    form_with(page, "id").submit(status=303)
    assert entered(site) == [("job.restarted", "administrator", "")]
    with site.graph() as (root, _act):
        assert {entry.case_number for entry in entries(root)} == {"2026-00001"}


def test_what_an_administrator_may_not_read_is_not_named_to_him(site, done):
    """Break it: leave out the question for the permission in ``_record``."""
    with site.graph() as (root, act):
        case = a_case(root, act, sensitivity="confidential")
        for kind in ("fail", "note"):
            queue_of(root).put(kind, at=act.at, about=get_oid(case), run_after=act.at + timedelta(hours=1))
    page = site.client("administrator").get(PAGE)
    assert page.html.select("#venter .e-count")[0].text == "2"
    assert "2026-00001" not in page
    site.clock.advance(timedelta(hours=1))
    fail_to_the_end(site)
    page = site.client("administrator").get(PAGE)
    assert "2026-00001" not in page
    assert "2026-00001" not in page.click("Fjern")


def test_the_queue_is_shown_a_page_at_a_time_with_what_is_being_done(site, done):
    with site.graph() as (root, act):
        for number in range(60):
            queue_of(root).put("note", number, at=act.at)
        queue_of(root).put("note", 99, at=act.at, run_after=act.at + timedelta(hours=2))
        queue_of(root).take(act.at)
    client = site.client("administrator")
    page = client.get(PAGE)
    assert "1-50 af 61" in page
    last = page.click("Næste")
    assert "51-61 af 61" in last
    assert "I gang. Er det ikke færdigt i dag kl. 9.10, prøver en anden." in last
    assert "Venter til i dag kl. 11.00." in last
    for start in ("-1", "x", "1000000000", ""):
        client.get(f"{PAGE}?start={start}", status=200)
    site.clock.advance(timedelta(minutes=11))
    assert "Skulle have været færdigt i dag kl. 9.10" in client.get(f"{PAGE}?start=50")


@pytest.mark.parametrize("wanted", ["", "x", "0" * 10_000, "%00", "%F0%9F%8F%A0", "a&id=b"])
def test_nonsense_takes_nothing_away(site, done, wanted):
    park(site)
    client = site.client("administrator")
    assert client.get(f"{PAGE}/fjern?id={wanted}", status=303).location.endswith(PAGE)
    token = form_with(client.get(PAGE), "id")["csrf_token"].value
    client.post(f"{PAGE}/fjern?id={wanted}", {"csrf_token": token, "reason": "x"}, status=303)
    assert counts(site) == (0, 1)


def test_a_personal_number_in_a_reason_is_refused(site, done):
    park(site)
    page = site.client("administrator").get(PAGE).click("Fjern")
    page.forms["form"]["reason"] = "Se 610190-0000"
    assert "ligner et CPR-nummer" in page.forms["form"].submit(status=422)
    assert counts(site) == (0, 1)
