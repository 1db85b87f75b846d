"""The same form sent twice makes one thing."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.site import form_with
from webtest import Upload

from bdk_esdh.kernel.submissions import KEPT, KeyReused, Submissions, fingerprint

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
NEW_CASE = "/intranet/sager/ny-sag"


def _filled(client, title="Carport, Algade"):
    form = form_with(client.get(NEW_CASE), "title")
    form["title"], form["kle_subject"] = title, "02.34.02"
    return form


def _cases(site):
    with site.graph() as (root, _act):
        return sorted(root["sager"])


def test_what_a_form_led_to_is_remembered_for_the_one_who_sent_it():
    submissions = Submissions()
    submissions.note("a", "karla", "/sager/1", NOW)
    assert submissions.result("a", "karla") == "/sager/1"
    assert submissions.result("a", "mogens") is None
    assert submissions.result("b", "karla") is None


def test_a_name_that_is_used_again_for_another_body_is_refused_and_for_the_same_answered():
    submissions = Submissions()
    body = fingerprint([b"POST", "/sager", b'{"title": "Carport"}'])
    submissions.note("api:1", "karla", "/sager/1", NOW, body)
    assert submissions.result("api:1", "karla", body) == "/sager/1"
    for other in (fingerprint([b"POST", "/sager", b'{"title": "Garage"}']), ""):
        with pytest.raises(KeyReused) as refused:
            submissions.result("api:1", "karla", other)
        assert refused.value.field == "Idempotency-Key"
    assert submissions.result("api:1", "mogens", "another") is None


@pytest.mark.parametrize(
    ("one", "other"), [(["ab", "c"], ["a", "bc"]), (["a"], ["a", ""]), ([b"\xc3\xa6", "x"], ["x", "æ"])]
)
def test_two_bodies_share_a_fingerprint_only_when_they_are_the_same(one, other):
    assert fingerprint(one) == fingerprint(list(one))
    assert fingerprint(one) != fingerprint(other)


def test_it_is_forgotten_after_a_day_a_few_at_a_time():
    submissions = Submissions()
    for number in range(50):
        submissions.note(str(number), "karla", f"/{number}", NOW + timedelta(seconds=number))
    for number in range(2):
        submissions.note(f"new{number}", "karla", "/", NOW + KEPT + timedelta(minutes=1))
    kept = [number for number in range(50) if submissions.result(str(number), "karla")]
    assert kept == list(range(40, 50))
    assert len(submissions._by_time) == 12


def test_a_form_sent_twice_makes_one_case_and_leads_there_both_times(site):
    form = _filled(site.client("sagsbehandler"))
    first, second = form.submit(), form.submit()
    assert first.location == second.location
    assert _cases(site) == ["2026-00001"]


def test_a_form_sent_twice_at_once_makes_one_case(site):
    client = site.client("sagsbehandler")
    form = _filled(client)
    together = threading.Barrier(2)
    places = []

    def send():
        own = site.client()
        own.cookiejar = client.cookiejar
        together.wait()
        places.append(own.post(NEW_CASE, form.submit_fields()).location)

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(places) == 2
    assert len(set(places)) == 1
    assert _cases(site) == ["2026-00001"]


def test_the_very_same_form_of_another_person_gives_nothing_of_theirs(site):
    fields = dict(_filled(site.client("sagsbehandler")).submit_fields())
    mine, other = site.client("sagsbehandler"), site.client("leder")
    for client, number in ((mine, "2026-00001"), (other, "2026-00002")):
        token = form_with(client.get(NEW_CASE), "title")["csrf_token"].value
        assert client.post(NEW_CASE, {**fields, "csrf_token": token}, status=303).location.endswith(number)


def test_a_form_that_was_gone_back_to_and_changed_is_another_one(site):
    """Break it: leave the values out of the fingerprint, and the second case is lost."""
    form = _filled(site.client("sagsbehandler"))
    form.submit(status=303)
    form["title"] = "Carport, Bygade"
    assert form.submit(status=303).location.endswith("/2026-00002")


def test_a_correction_of_a_correction_is_kept(site):
    client = site.client("administrator")
    form = form_with(client.get("/intranet/organisation/enheder/byg/ret"), "title")
    for title in ("Byg og Miljø", "Byg & Miljø"):
        form["title"] = title
        form.submit(status=303)
    with site.graph() as (root, _act):
        assert root["organisation"]["enheder"]["byg"].title == "Byg & Miljø"


def test_a_refused_form_can_be_put_right_under_the_same_name(site):
    form = _filled(site.client("sagsbehandler"), title="")
    page = form.submit(status=422)
    again = form_with(page, "title")
    assert again["submission"].value == form["submission"].value
    again["title"] = "Nu med titel"
    again.submit(status=303)
    assert _cases(site) == ["2026-00001"]


@pytest.mark.parametrize("name", ["", "x", "0" * 10_000, "ø" * 32, "\0" * 32])
def test_a_made_up_name_is_not_stored(site, name):
    form = _filled(site.client("sagsbehandler"))
    form["submission"].force_value(name)
    form.submit(status=303)
    with site.graph() as (root, _act):
        stored = [key[1] for key in root.submissions._results]
    assert len(stored) == 1
    assert len(stored[0]) < 120


def test_a_file_in_place_of_a_text_is_no_fault_of_ours(site):
    form = _filled(site.client("sagsbehandler"))
    fields = [(key, value) for key, value in form.submit_fields() if key != "title"]
    upload = [("title", Upload("x.txt", b"abc").filename, b"abc")]
    client = site.client("sagsbehandler")
    page = client.get(NEW_CASE)
    token = form_with(page, "title")["csrf_token"].value
    fields = [(key, token if key == "csrf_token" else value) for key, value in fields]
    assert client.post(NEW_CASE, fields, upload_files=upload, status="*").status_int == 422
