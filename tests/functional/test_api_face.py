"""The contract of the JSON face, status by status: what a program may rely on."""

import pytest
from tests.support.builders import a_document
from tests.support.site_api import (
    API,
    CASE,
    DOCUMENT,
    a_file,
    api,
    fields_of,
    post_case,
    post_document,
    problem,
)


@pytest.fixture
def client(site):
    return api(site, "sagsbehandler")


# Shape


def test_every_object_says_its_address_type_and_title_and_lists_say_how_many(site, client):
    post_document(client, post_case(client))
    for path in (
        "/",
        "/sager",
        "/sager/2026-00001",
        "/dokumenter",
        "/organisation",
        "/organisation/enheder",
        "/udvalg",
    ):
        found = client.get(API + path).json
        assert found["@id"] == f"http://testserver{API}{path}"
        assert found["@type"]
        assert found["title"]
        assert found["items_total"] >= len(found["items"])
        assert {"@id", "b_start", "b_size", "first", "last"} <= set(found["batching"])
        for item in found["items"]:
            assert {"@id", "@type", "title"} <= set(item)
            again = client.get(item["@id"]).json
            assert (again["@id"], again["@type"], again["title"]) == (
                item["@id"],
                item["@type"],
                item["title"],
            )


def test_answers_are_json_in_utf8_that_nobody_keeps(site, client):
    case = post_case(client, title="Blåbærgrød på Ærø 🫐")
    answer = client.get(case["@id"])
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Blåbærgrød på Ærø 🫐".encode() in answer.body
    assert client.get(f"{API}/sager/x", status=404).headers["Cache-Control"] == "no-store, private"


def test_head_answers_as_get_without_a_body(client):
    case = post_case(client)
    head, get = client.head(case["@id"]), client.get(case["@id"])
    assert head.body == b""
    for name in ("Content-Type", "ETag", "Cache-Control"):
        assert head.headers[name] == get.headers[name]
    client.head(f"{API}/sager/2026-00009", status=404)


def test_codes_dates_and_times_are_for_programs(client):
    case = post_case(client, due_date="2026-12-01", sensitivity="confidential")
    assert (case["sensitivity"], case["due_date"]) == ("confidential", "2026-12-01")
    assert case["opened_at"] == "2026-11-23T08:00:00Z"
    assert case["closed_at"] is None


def test_an_address_without_its_last_slash_leads_to_the_top(site):
    assert api(site).get(API, status=301).headers["Location"].endswith("/api/v1/")


def test_the_types_are_told(site):
    types = {each["@type"]: each for each in api(site).get(f"{API}/@types").json}
    assert types["Case"]["states"] == ["opened", "informed", "decided", "ordered", "effected", "closed"]
    assert "finalise" in types["Document"]["transitions"]
    assert api(site).get(types["Case"]["@id"]).json == types["Case"]
    problem(api(site).get(f"{API}/@types/JobQueue", status=404), "not-found")


# Changing


def test_a_change_of_what_was_seen_goes_through_and_of_what_was_not_is_refused(client):
    """Break it: leave out ``require_match``."""
    case = post_case(client)
    seen = client.get(case["@id"]).headers["ETag"]
    answer = client.patch_json(case["@id"], {"title": "Først"}, headers={"If-Match": seen}, status=204)
    assert answer.headers["ETag"] != seen
    late = client.patch_json(case["@id"], {"title": "For sent"}, headers={"If-Match": seen}, status=412)
    problem(late, "changed-meanwhile")
    assert client.get(case["@id"]).json["title"] == "Først"
    now = client.get(case["@id"]).headers["ETag"]
    assert now == answer.headers["ETag"]
    client.patch_json(case["@id"], {"title": "B"}, headers={"If-Match": f'"x", {now}'}, status=204)
    client.patch_json(case["@id"], {"title": "C"}, headers={"If-Match": "*"}, status=204)
    client.patch_json(case["@id"], {"title": "D"}, status=204)
    for nonsense in ("x", '""', ",", "æ".encode().decode("latin-1")):
        client.patch_json(case["@id"], {"title": "E"}, headers={"If-Match": nonsense}, status="4*")
    assert client.get(case["@id"]).json["title"] == "D"


def test_an_empty_change_changes_nothing(client):
    case = post_case(client)
    client.patch_json(case["@id"], {}, status=204)
    assert client.get(case["@id"]).json["title"] == case["title"]


def test_null_empties_what_may_be_empty_and_nothing_else(client):
    case = post_case(client, due_date="2026-12-01", caseworker="sagsbehandler")
    client.patch_json(case["@id"], {"due_date": None, "caseworker": None}, status=204)
    found = client.get(case["@id"]).json
    assert (found["due_date"], found["caseworker"]) == (None, None)
    problem(client.patch_json(case["@id"], {"title": None}, status=422), "invalid")


def test_who_may_read_and_not_change_is_told_so(site, client):
    case = post_case(client)
    reader = api(site, "medarbejder")
    reader.get(case["@id"], status=200)
    problem(reader.patch_json(case["@id"], {"title": "x"}, status=403), "forbidden")
    problem(reader.post_json(case["@id"] + "/@workflow/close", {}, status=403), "forbidden")
    problem(reader.delete(case["@id"], status=403), "forbidden")
    problem(reader.post_json(f"{API}/sager", CASE, status=403), "forbidden")


def test_whoever_files_for_others_what_is_kept_from_oneself_gets_its_address_alone(site):
    mail_room = api(site, "postmedarbejder")
    body = {**CASE, "title": "Hemmeligt", "sensitivity": "confidential", "responsible_unit": "visitation"}
    answer = mail_room.post_json(f"{API}/sager", body, status=201)
    assert set(answer.json) == {"@id", "@type"}
    problem(mail_room.get(answer.json["@id"], status=404), "not-found")


# Workflow


def test_the_states_a_case_can_go_to_are_told_and_gone_to(client):
    case = post_case(client)
    told = client.get(case["@id"] + "/@workflow").json
    assert told["review_state"] == "opened"
    assert {each["id"] for each in told["transitions"]} == {"inform", "decide", "close"}
    done = client.post_json(told["transitions"][0]["@id"], {}).json
    assert (done["action"], done["review_state"], done["actor"]) == ("inform", "informed", "sagsbehandler")
    refused = client.post_json(case["@id"] + "/@workflow/inform", {}, status=409)
    problem(refused, "refused")
    problem(client.post_json(case["@id"] + "/@workflow/fly", {}, status=404), "not-found")
    problem(client.post_json(case["@id"] + "/@workflow", {}, status=404), "not-found")


def test_a_closed_case_is_closed_for_programs_until_it_is_opened_again_with_a_reason(client):
    """Break it: leave out ``require_open`` in the actions."""
    case = post_case(client)
    document = post_document(client, case)
    client.post_json(document["@id"] + "/@workflow/finalise", {})
    client.post_json(case["@id"] + "/@workflow/close", {})
    attempts = (
        ("patch_json", case["@id"], {"title": "x"}, "closed"),
        ("post_json", case["@id"], {**DOCUMENT, "file": a_file()}, "closed"),
        ("patch_json", document["@id"], {"title": "x"}, "closed"),
        ("post_json", document["@id"] + "/@versions", {"file": a_file(b"%PDF-1.4 y")}, "closed"),
        ("post_json", document["@id"] + "/@workflow/start_draft", {}, "closed"),
    )
    for method, url, body, kind in attempts:
        problem(getattr(client, method)(url, body, status=409), kind)
    problem(client.delete(document["@id"], status=409), "closed")
    problem(client.delete(case["@id"], status=409), "closed")
    assert client.get(document["@id"] + "/@workflow").json["transitions"] == []
    answer = client.post_json(case["@id"] + "/@workflow/reopen", {}, status=422)
    assert fields_of(problem(answer, "invalid")) == {"reason"}
    client.post_json(case["@id"] + "/@workflow/reopen", {"reason": "Nye oplysninger"}, status=200)
    client.patch_json(case["@id"], {"title": "Åben igen"}, status=204)


def test_a_final_document_is_locked_for_programs(client):
    document = post_document(client, post_case(client))
    client.post_json(document["@id"] + "/@workflow/finalise", {})
    problem(client.patch_json(document["@id"], {"title": "x"}, status=409), "final")
    problem(client.delete(document["@id"], status=409), "final")
    body = {"file": a_file(b"%PDF-1.4 y")}
    problem(client.post_json(document["@id"] + "/@versions", body, status=409), "final")


def test_a_document_is_given_to_a_colleague(client):
    document = post_document(client, post_case(client))
    url = document["@id"] + "/@workflow/assign"
    assert fields_of(problem(client.post_json(url, {}, status=422), "invalid")) == {"assigned_to"}
    problem(client.post_json(url, {"assigned_to": "borger1"}, status=422), "invalid")
    assert client.post_json(url, {"assigned_to": "leder"}).json["review_state"] == "assigned"
    assert client.get(document["@id"]).json["assigned_to"] == "leder"


# Throwing away, sharing


def test_what_is_thrown_away_is_gone_and_its_number_is_not_given_again(site, client):
    case = post_case(client)
    document = post_document(client, case)
    client.delete(document["@id"] + "?reason=Dublet", status=204)
    problem(client.get(document["@id"], status=404), "not-found")
    assert client.get(case["@id"]).json["items_total"] == 0
    assert post_document(client, case)["document_number"] == "2026-00001-2"
    assert "Dublet" in site.client("sagsbehandler").get("/intranet/sager/2026-00001").text


def test_who_may_throw_away_is_asked_of_the_thing_and_of_all_that_lies_in_it(site, client):
    """Break it: leave out ``may_throw_away``: the mail room throws letters away, and no cases."""
    case = post_case(client)
    post_document(client, case)
    mail_room = api(site, "postmedarbejder")
    problem(mail_room.delete(case["@id"], status=403), "forbidden")
    mail_room.delete(case["@id"] + "/1", status=204)
    with site.graph("sagsbehandler") as (root, act):
        a_document(root["sager"]["2026-00001"], act, sensitivity="confidential")
    other = api(site, "sagsbehandler2")
    problem(other.get(case["@id"] + "/2", status=404), "not-found")
    problem(other.delete(case["@id"], status=403), "forbidden")
    client.delete(case["@id"], status=204)


def test_access_is_given_and_taken(site, client):
    case = post_case(client, sensitivity="confidential")
    other = api(site, "sagsbehandler2")
    other.get(case["@id"], status=404)
    give = {"entries": [{"who": "user:sagsbehandler2", "level": "read", "note": "Afløser"}]}
    client.post_json(case["@id"] + "/@sharing", give, status=204)
    other.get(case["@id"], status=200)
    told = client.get(case["@id"] + "/@sharing").json
    assert told["inherit"] is True
    assert [(each["who"], each["level"], each["note"]) for each in told["entries"]] == [
        ("user:sagsbehandler2", "read", "Afløser")
    ]
    take = {"entries": [{"who": "user:sagsbehandler2", "level": None}]}
    client.post_json(case["@id"] + "/@sharing", take, status=204)
    other.get(case["@id"], status=404)


@pytest.mark.parametrize(
    "body",
    [
        {"entries": "x"},
        {"entries": [1]},
        {"entries": [{}]},
        {"entries": [{"who": "user:findes-ikke", "level": "read"}]},
        {"entries": [{"who": "public", "level": "read"}]},
        {"entries": [{"who": "user:sagsbehandler2", "level": "all"}]},
        {"inherit": "no"},
        {"acl": []},
    ],
)
def test_sharing_that_makes_no_sense_is_refused_and_nothing_of_it_is_done(site, client, body):
    case = post_case(client, sensitivity="confidential")
    good = [{"who": "user:sagsbehandler2", "level": "read"}]
    if isinstance(body.get("entries"), list):
        body = {"entries": [*good, *body["entries"]]}
    problem(client.post_json(case["@id"] + "/@sharing", body, status=422), "invalid")
    api(site, "sagsbehandler2").get(case["@id"], status=404)


# Search


def test_the_search_finds_what_one_may_read_and_says_how_much(site, client):
    post_case(client, title="Carport ved skoven")
    post_case(client, title="Carport i hemmelighed", sensitivity="confidential")
    found = client.get(f"{API}/@search?SearchableText=carport").json
    assert found["items_total"] == 2
    other = api(site, "sagsbehandler2").get(f"{API}/@search?SearchableText=carport").json
    assert (other["items_total"], [each["title"] for each in other["items"]]) == (1, ["Carport ved skoven"])
    none = api(site).get(f"{API}/@search?SearchableText=carport").json
    assert (none["items_total"], none["items"]) == (0, [])
    only = client.get(f"{API}/@search?SearchableText=carport&type=Document").json
    assert only["items_total"] == 0
    for strange in ("", "%00", "%F0%9F%8F%A0", "x" * 3_000, "*", "%22"):
        assert "items_total" in client.get(f"{API}/@search?SearchableText={strange}").json


# Senders that are not known yet


def test_a_letter_without_its_sender_is_filed_and_stands_in_the_clerks_list_as_missing_it(site, client):
    case = post_case(client)
    post_document(client, case, sender="")
    out = {"document_type": "letter_outgoing", "direction": "outgoing", "sender": "", "recipients": []}
    post_document(client, case, **out)
    for path in ("/intranet/dokumenter", "/intranet/sager/2026-00001", "/intranet/sager/2026-00001/1"):
        assert "Mangler afsender" in site.client("sagsbehandler").get(path).text, path
    assert "Mangler modtager" in site.client("sagsbehandler").get("/intranet/sager/2026-00001/2").text
    client.patch_json(case["@id"] + "/1", {"sender": "Nordbyg ApS"}, status=204)
    assert "Mangler afsender" not in site.client("sagsbehandler").get("/intranet/sager/2026-00001/1").text


def test_sender_and_recipients_are_kept_on_both_sides(client):
    case = post_case(client)
    out = {
        "document_type": "letter_outgoing",
        "direction": "outgoing",
        "sender": "Byg",
        "recipients": ["Ida Attrap", "Bent Prøve"],
    }
    made = post_document(client, case, **out)
    assert (made["sender"], made["recipients"]) == ("Byg", ["Ida Attrap", "Bent Prøve"])
    client.patch_json(made["@id"], {"title": "Svar"}, status=204)
    found = client.get(made["@id"]).json
    assert (found["sender"], found["recipients"]) == ("Byg", ["Ida Attrap", "Bent Prøve"])
    turned = {"document_type": "letter_incoming", "direction": "incoming"}
    client.patch_json(made["@id"], turned, status=204)
    found = client.get(made["@id"]).json
    assert (found["sender"], found["recipients"]) == ("Byg", ["Ida Attrap", "Bent Prøve"])


# On record


def test_what_a_program_reads_and_does_is_entered_in_the_journal(site, client):
    from bdk_esdh.audit.entering import journal_of
    from bdk_esdh.audit.entries import unpack

    case = post_case(client)
    document = post_document(client, case)
    client.get(case["@id"])
    client.get(document["@id"])
    client.get(document["file"]["download"])
    client.get(f"{API}/sager")
    with site.graph() as (root, _act):
        entered = [unpack(packed) for packed, _shard, _key in journal_of(root).waiting()]
    assert {entry.verb for entry in entered} >= {
        "case.created",
        "document.registered",
        "case.opened",
        "document.opened",
        "document.file_fetched",
    }
    reading = [entry for entry in entered if entry.verb.endswith(("opened", "fetched"))]
    assert {entry.by for entry in reading} == {"sagsbehandler"}


def test_the_history_of_a_case_is_told_to_those_who_may_see_the_journal(site, client):
    case = post_case(client)
    document = post_document(client, case)
    client.patch_json(case["@id"], {"title": "Nyt navn"}, status=204)
    told = client.get(case["@id"] + "/@history").json
    assert told["items_total"] >= 3
    actions = {entry["action"]: entry for entry in told["items"]}
    changed = actions["case.facts_changed"]
    assert changed["actor"] == "sagsbehandler"
    assert "Nyt navn" in changed["title"]
    assert actions["document.registered"]["record"] == "2026-00001-1"
    kinds = {entry["record_type"] for entry in client.get(document["@id"] + "/@history").json["items"]}
    assert kinds == {"Document"}
    problem(api(site, "medarbejder").get(case["@id"] + "/@history", status=403), "forbidden")
    problem(api(site, "borger1").get(case["@id"] + "/@history", status=404), "not-found")
    problem(client.get(case["@id"] + "/@history?b_start=99999", status=400), "bad-request")
