"""A program files a case and a document, reads them, changes them, and takes them to their end."""

from tests.support.site_api import API, a_file, api, post_case, post_document


def test_a_program_logs_in_opens_a_case_files_a_document_and_reads_both(site):
    client = api(site, "sagsbehandler")
    answer = client.post_json(
        f"{API}/sager",
        {"@type": "Case", "title": "Carport", "kle_subject": "02.34.02", "kle_facet": "P19"},
        status=201,
    )
    assert answer.headers["Location"] == "http://testserver/api/v1/sager/2026-00001"
    case = client.get(answer.headers["Location"]).json
    assert case["@id"] == answer.headers["Location"]
    assert (case["@type"], case["title"], case["case_number"]) == ("Case", "Carport", "2026-00001")
    assert (case["responsible_unit"], case["sensitivity"], case["review_state"]) == (
        "byg",
        "not_confidential",
        "opened",
    )
    made = post_document(client, case, content=b"%PDF-1.4 en lille fil startxref", title="Ansøgning")
    document = client.get(made["@id"]).json
    assert document["document_number"] == "2026-00001-1"
    assert document["sender"] == "Nordbyg ApS"
    assert document["recipients"] == []
    assert document["letter_date"] == "2026-11-20"
    assert document["file"]["filename"] == "brev.pdf"
    assert document["file"]["size"] == 31
    assert client.get(document["file"]["download"]).body == b"%PDF-1.4 en lille fil startxref"
    assert client.get(case["@id"]).json["items_total"] == 1
    assert client.get(case["@id"]).json["items"][0]["title"] == "Ansøgning"
    assert client.get(f"{API}/sager").json["items"][0]["@id"] == case["@id"]


def test_what_is_given_is_changed_and_the_rest_stays(site):
    client = api(site, "sagsbehandler")
    case = post_case(client, due_date="2026-12-24")
    document = post_document(client, case)
    client.patch_json(case["@id"], {"title": "Carport og skur"}, status=204)
    client.patch_json(document["@id"], {"sender": "Sydbyg ApS"}, status=204)
    changed = client.get(case["@id"]).json
    assert (changed["title"], changed["due_date"], changed["kle_facet"]) == (
        "Carport og skur",
        "2026-12-24",
        "P19",
    )
    changed = client.get(document["@id"]).json
    assert (changed["sender"], changed["title"]) == ("Sydbyg ApS", "Ansøgning om carport")


def test_a_case_goes_from_opened_to_closed_and_then_takes_nothing_more(site):
    client = api(site, "sagsbehandler")
    case = post_case(client)
    document = post_document(client, case)
    client.post_json(document["@id"] + "/@versions", {"file": a_file(b"%PDF-1.4 ny")}, status=201)
    assert client.get(document["@id"] + "/@versions").json["items_total"] == 2
    refused = client.post_json(case["@id"] + "/@workflow/close", {}, status=409)
    assert "Dokument 1 er ikke endeligt" in refused.json["detail"]
    client.post_json(document["@id"] + "/@workflow/finalise", {}, status=200)
    client.post_json(case["@id"] + "/@workflow/close", {}, status=200)
    assert client.get(case["@id"]).json["review_state"] == "closed"
    client.patch_json(case["@id"], {"title": "Nyt"}, status=409)
    client.post_json(case["@id"], {"@type": "Document"}, status=422)
