"""Programs make, change, take on and throw away what people do on pages: by the same rights, entered in the journal."""

import re
from datetime import timedelta

import pytest
from tests.support.journal_town import acts_of
from tests.support.site import form_with
from tests.support.site_api import API, api, fields_of, post_case, post_document, problem

COMMITTEE = {"@type": "Committee", "title": "Økonomiudvalget", "code": "ØK"}
MEETING = {"@type": "Meeting", "date": "2026-12-02", "time": "16:30", "place": "Mødelokale 219"}
PAGE = {"@type": "Page", "title": "Åbningstider", "lead": "Vi har åbent.", "body": "<p>Kl. 10-14</p>"}

#: who, where, what is made, what is changed of it, and what is refused about it
KINDS = {
    "Committee": (
        "administrator", "/udvalg", COMMITTEE,
        {"place": "Byrådssalen", "weekday": 2, "time": "16:00", "members": [{"name": "Bo Lund", "party": "A"}]},
        {"members": [{"name": "", "farve": "rød"}, "Bo"]},
    ),
    "Page": ("redaktoer", "", PAGE, {"title": "Åbent", "published_to": "2026-12-31"}, {"published_to": "31/12"}),
    "NewsItem": (
        "redaktoer", "/nyheder", {**PAGE, "@type": "NewsItem"}, {"lead": "Nyt", "unit": "byg"}, {"unit": "x"},
    ),
    "Unit": (
        "administrator", "/organisation/enheder", {"@type": "Unit", "title": "Havnen"},
        {"parent": "byg", "phone": "96 11 11 11"}, {"parent": "findes-ikke"},
    ),
    "Group": (
        "administrator", "/organisation/grupper", {"@type": "Group", "title": "Arkivgruppen"},
        {"purpose": "Arkiv", "unit": "byg", "members": ["leder"]}, {"members": ["borger1"]},
    ),
    "Person": (
        "administrator", "/organisation/personer",
        {"@type": "Person", "title": "Ida Holm", "login": "ida", "unit": "byg", "roles": ["caseworker"]},
        {"job_title": "Ingeniør", "roles": ["caseworker", "manager"]}, {"roles": "caseworker"},
    ),
}  # fmt: skip


def verbs(site, before):
    return [entry.verb for entry in acts_of(site)[before:]]


@pytest.mark.parametrize("name", KINDS)
def test_what_has_a_form_is_made_read_and_changed(site, name):
    login, place, body, change, wrong = KINDS[name]
    client = api(site, login)
    began = len(acts_of(site))
    answer = client.post_json(API + (place or "/"), body, headers={"Idempotency-Key": "a"}, status=201)
    made = answer.headers["Location"]
    assert made == answer.json["@id"]
    again = client.post_json(API + (place or "/"), body, headers={"Idempotency-Key": "a"}, status=201)
    assert again.headers["Location"] == made
    read = client.get(made)
    assert read.json["@type"] == name
    assert all(read.json[field] == value for field, value in body.items() if field != "members")
    client.patch_json(made, change, headers={"If-Match": read.headers["ETag"]}, status=204)
    now = client.get(made).json
    for field, value in change.items():
        assert field == "members" or now[field] == value, field
    refused = problem(client.patch_json(made, {**wrong, "farve": "rød"}, status=422), "invalid")
    assert "farve" in fields_of(refused)
    assert {each.split(".")[0] for each in fields_of(refused)} == {"farve", *wrong}
    assert client.get(made).json == now
    stale = client.patch_json(made, change, headers={"If-Match": read.headers["ETag"]}, status=412)
    assert fields_of(problem(stale, "changed-meanwhile")) == set(change)
    assert stale.headers["ETag"] == client.get(made).headers["ETag"]
    entered = verbs(site, began)
    assert [each.rpartition(".")[2] for each in entered] == ["added", "changed"], entered


@pytest.mark.parametrize("name", KINDS)
def test_who_may_not_do_it_on_the_page_may_not_by_program(site, name):
    """Break it: register ``Create`` or ``Change`` with the permission to read."""
    login, place, body, change, _wrong = KINDS[name]
    made = api(site, login).post_json(API + (place or "/"), body).json["@id"]
    began = len(acts_of(site))
    colleague = api(site, "medarbejder")
    problem(colleague.post_json(API + (place or "/"), body, status=403), "forbidden")
    # A draft of an editor is not for others to know of.
    colleague.patch_json(made, change, status="4*")
    for status, client in ((404, api(site)), (404, api(site, "borger1"))):
        answer = client.post_json(API + (place or "/"), body, status="4*")
        assert answer.status_int in (401, 403, status)
        client.patch_json(made, change, status="4*")
    assert [verb for verb in verbs(site, began) if not verb.startswith("login.")] == []


def test_a_meeting_goes_from_planned_to_approved_by_program(site):
    clerk = api(site, "sagsbehandler")
    case = post_case(clerk)
    document = post_document(clerk, case)
    client = api(site, "sekretaer")
    began = len(acts_of(site))
    committee = api(site, "administrator").post_json(f"{API}/udvalg", COMMITTEE).json["@id"]
    meeting = client.post_json(committee, MEETING).json["@id"]
    item = client.post_json(
        meeting,
        {"@type": "AgendaItem", "title": "Carport", "case": case["case_number"], "presentation": "Tekst"},
    )
    path, tag = item.json["@id"], item.headers["ETag"]
    client.patch_json(
        path, {"documents": [document["document_number"]], "summary": "Kort"}, headers={"If-Match": tag}
    )
    read = client.get(path).json
    assert [each["@id"] for each in read["documents"]] == [document["@id"]]
    assert read["case"]["@id"] == case["@id"]
    client.patch_json(
        path, {"case": read["case"], "documents": read["documents"], "routing": "ØK/BY"}, status=204
    )
    moved = client.patch_json(meeting, {"date": "2026-12-03"}, status=204)
    meeting = moved.headers["Location"]
    assert meeting.endswith("/2026-12-03")
    path = path.replace("2026-12-02", "2026-12-03")
    offered = client.get(f"{meeting}/@workflow").json
    assert [each["id"] for each in offered["transitions"]] == ["publish"]
    assert client.post_json(f"{meeting}/@workflow/publish", {}).json["review_state"] == "published"
    assert api(site).get(path).json["title"] == "Carport"
    problem(client.delete(meeting, status=409), "refused")
    problem(client.post_json(f"{meeting}/@workflow/withdraw", {}, status=422), "invalid")
    problem(client.post_json(f"{meeting}/@workflow/hold", {}, status="4*"), "refused")
    site.clock.advance(timedelta(days=20))
    client = api(site, "sekretaer")
    client.post_json(f"{meeting}/@workflow/hold", {})
    problem(client.post_json(f"{meeting}/@workflow/approve", {}, status=409), "refused")
    client.post_json(f"{path}/@workflow/treat", {"resolution": "Godkendt."})
    assert client.post_json(f"{meeting}/@workflow/approve", {}).json["review_state"] == "approved"
    problem(client.patch_json(path, {"title": "For sent"}, status=409), "refused")
    done = [verb for verb in verbs(site, began) if not verb.startswith("login.")]
    for verb in ("meeting.planned", "item.added", "item.changed", "meeting.changed", "meeting.published"):
        assert verb in done, verb
    assert done[-3:] == ["meeting.held", "item.resolution_written", "meeting.minutes_approved"]


def test_an_agenda_tells_nothing_of_cases_one_may_not_read(site):
    """Break it: look a case up by its address before asking who may read it."""
    theirs = api(site, "sagsbehandler2")
    hidden = post_case(theirs, sensitivity="confidential", title="Skjult")
    post_document(theirs, hidden)
    client = api(site, "sekretaer")
    committee = api(site, "administrator").post_json(f"{API}/udvalg", COMMITTEE).json["@id"]
    meeting = client.post_json(committee, MEETING).json["@id"]
    there, nowhere = hidden["@id"], hidden["@id"][:-1] + "9"
    body = {"@type": "AgendaItem", "title": "Et punkt"}
    told = [client.post_json(meeting, {**body, "case": each}, status=422).json for each in (there, nowhere)]
    assert fields_of(told[0]) == {"case"}
    assert told[0]["detail"].replace(hidden["case_number"], "") == told[1]["detail"].replace(
        nowhere.rpartition("/")[2], ""
    )
    documents = [f"{there}/1", hidden["case_number"] + "-1", "x", {"@id": "x"}]
    own = post_case(api(site, "sagsbehandler"))["case_number"]
    for named in documents:
        given = {**body, "case": own, "documents": [named]}
        refused = problem(client.post_json(meeting, given, status=422), "invalid")
        assert refused["errors"] == [{"field": "documents.0", "message": "Dokumentet findes ikke"}]


def test_a_page_is_published_taken_back_and_thrown_away_by_program(site):
    client = api(site, "redaktoer")
    page = client.post_json(f"{API}/", PAGE).json["@id"]
    below = client.post_json(page, {**PAGE, "title": "Om jul"}).json["@id"]
    assert below.startswith(page + "/")
    api(site).get(page, status=404)
    began = len(acts_of(site))
    client.post_json(f"{page}/@workflow/publish", {}, headers={"Idempotency-Key": "p"})
    client.post_json(f"{page}/@workflow/publish", {}, headers={"Idempotency-Key": "p"})
    assert api(site).get(page).json["body"] == "<p>Kl. 10-14</p>"
    problem(client.delete(page, status=409), "not-for-trash")
    client.post_json(f"{page}/@workflow/unpublish", {}, status=422)
    client.post_json(f"{page}/@workflow/unpublish", {"reason": "Forkert"})
    problem(api(site).get(page, status=410), "gone")
    client.post_json(f"{page}/@workflow/rejse", {}, status=404)
    client.delete(page, status=204)
    client.get(page, status=404)
    assert verbs(site, began) == ["page.published", "page.withdrawn", "trash.thrown_away"]
    problem(api(site, "medarbejder").post_json(f"{API}/", PAGE, status=403), "forbidden")


def test_a_changed_record_tells_who_changed_what(site):
    client, other = api(site, "sagsbehandler"), api(site, "leder")
    case = post_case(client)
    tag = client.get(case["@id"]).headers["ETag"]
    other.patch_json(case["@id"], {"due_date": "2026-12-18"}, status=204)
    told = problem(
        client.patch_json(case["@id"], {"title": "Nyt"}, headers={"If-Match": tag}, status=412),
        "changed-meanwhile",
    )
    assert fields_of(told) == {"due_date"}
    assert "due_date" in told["detail"]
    client.patch_json(case["@id"], {"title": "Nyt"}, headers={"If-Match": f'"x", {tag}'}, status=412)
    for nonsense in ('"x"', "W/", '"' + "0" * 900 + '"', "åøæ"):
        client.patch_json(
            case["@id"], {}, headers={"If-Match": nonsense.encode().decode("latin-1")}, status="4*"
        )


def test_a_tag_gives_no_hint_of_facts_that_are_kept_back(site):
    """The roles of a colleague are no colleague's business: the tag of equal people differs. Break it: leave the
    key out of ``etag_of``."""
    admin = api(site, "administrator")
    place = f"{API}/organisation/personer"
    facts = {"@type": "Person", "title": "Ida Holm", "unit": "byg", "roles": ["caseworker"]}
    tags = [
        admin.get(admin.post_json(place, {**facts, "login": login}).json["@id"]).headers["ETag"].strip('"')
        for login in ("ida", "idb")
    ]
    assert not set(re.findall("....", tags[0][32:])) & set(re.findall("....", tags[1][32:]))
    assert "roles" not in api(site, "medarbejder").get(f"{place}/ida").json
    assert admin.get(f"{place}/ida").json["roles"] == ["caseworker"]


def test_lists_have_links_to_their_other_parts(site):
    client = api(site, "sagsbehandler")
    answer = client.get(f"{API}/organisation/personer?b_size=2&b_start=4")
    links = dict(re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers["Link"]))
    assert set(links.values()) == {"first", "prev", "next", "last"}
    by_name = {name: url for url, name in links.items()}
    assert by_name["next"] == answer.json["batching"]["next"]
    assert client.get(by_name["prev"]).json["batching"]["b_start"] == 2


def test_a_form_that_is_saved_again_does_not_undo_what_a_program_changed_in_between(site):
    """Break it: leave ``note_edit`` out of ``changed``."""
    clerk = site.client("sagsbehandler")
    case = post_case(api(site, "sagsbehandler"))
    path = f"/intranet/sager/{case['case_number']}/ret"
    form = form_with(clerk.get(path), "title")
    form["title"] = "Carport og skur"
    form.submit(status=303)
    api(site, "leder").patch_json(case["@id"], {"due_date": "2026-12-18"}, status=204)
    form["title"] = "Carport, skur og drivhus"
    assert "Gem mine valg" in form.submit(status=409).text
    now = api(site, "leder").get(case["@id"]).json
    assert (now["title"], now["due_date"]) == ("Carport og skur", "2026-12-18")
