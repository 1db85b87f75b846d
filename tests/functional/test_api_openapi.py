"""The description for programs names every view there is, and real answers are as it says."""

import re

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR
from tests.support.site_api import API, a_file, api, post_case, post_document

from bdk_esdh.api.openapi import addresses


@pytest.fixture
def described(site):
    return api(site).get(f"{API}/openapi.json", status=200).json


def test_every_view_for_programs_is_described_and_nothing_else(site, described):
    """Break it: leave a view out of ``registry.api_views``."""
    asked = {
        (address + (f"/{name}" if name else ""), method)
        for (cls, name), methods in site.registry.api_methods.items()
        for address in addresses(site.registry, cls.__record__)
        for method in methods
    }
    told = {
        (path.rstrip("/"), method.upper()) for path, each in described["paths"].items() for method in each
    }
    # What follows the name of a view is more of the same view.
    shortened = {(re.sub(r"(/@\w+)/.*", r"\1", path), method) for path, method in told}
    assert shortened == asked


def test_it_is_a_valid_openapi_document(described):
    assert described["openapi"].startswith("3.1")
    OPENAPI_31_VALIDATOR.validate(described)


def test_every_type_that_goes_out_has_its_schema_and_an_address(site, described):
    for name, declared in site.registry.records.types.items():
        if declared.cls in site.registry.serializers.by_type:
            assert name in described["components"]["schemas"]
            assert any(each["get"]["tags"] == [name] for each in described["paths"].values() if "get" in each)


def test_operations_have_names_of_their_own_and_all_references_lead_somewhere(described):
    names = [each["operationId"] for path in described["paths"].values() for each in path.values()]
    assert len(names) == len(set(names))
    for name in re.findall(r"#/components/schemas/(\w+)", str(described)):
        assert name in described["components"]["schemas"]


def test_limits_and_codes_of_the_forms_are_told(described):
    body = described["paths"]["/sager"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["properties"]["title"]["maxLength"] == 255
    assert "vip" in body["properties"]["sensitivity"]["enum"]
    assert body["properties"]["due_date"] == {"title": "Frist", "type": ["string", "null"], "format": "date"}
    assert body["required"] == ["@type", "title", "kle_subject", "kle_facet"]


def _fits(described, path, answer, method="get"):
    told = described["paths"][path][method]["responses"][str(answer.status_int)]["content"]
    schema = {**told[answer.content_type]["schema"], "components": described["components"]}
    jsonschema_rs.validator_for(schema).validate(answer.json)


def test_real_answers_are_as_described(site, described):
    client = api(site, "sagsbehandler")
    case = post_case(client)
    document = post_document(client, case)
    for path, address in (
        ("/", f"{API}/"),
        ("/sager", f"{API}/sager"),
        ("/sager/{Case}", case["@id"]),
        ("/sager/{Case}/{Document}", document["@id"]),
        ("/sager/{Case}/{Document}/@versions", document["@id"] + "/@versions"),
        ("/sager/{Case}/@history", case["@id"] + "/@history"),
        ("/organisation/personer/{Person}", f"{API}/organisation/personer/leder"),
        ("/organisation/enheder/{Unit}", f"{API}/organisation/enheder/byg"),
        ("/emner/{Subject}", f"{API}/emner/02"),
        ("/udvalg", f"{API}/udvalg"),
        ("/postlister", f"{API}/postlister"),
        ("/nyheder", f"{API}/nyheder"),
        ("/@search", f"{API}/@search?SearchableText=carport&facets=type"),
    ):
        _fits(described, path, client.get(address))
    _fits(described, "/sager/{Case}", client.get(f"{API}/sager/x", status=404))
    _fits(described, "/sager", client.post_json(f"{API}/sager", {}, status=422), "post")


def test_what_the_walks_send_fits_the_description(described):
    operation = described["paths"]["/sager/{Case}"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    body = {
        "@type": "Document",
        "title": "Brev",
        "document_type": "letter_incoming",
        "direction": "incoming",
        "letter_date": "2026-11-20",
        "file": a_file(b"x"),
    }
    check = jsonschema_rs.validator_for(schema)
    check.validate(body)
    assert not check.is_valid({**body, "farve": "rød"})
    assert not check.is_valid({**body, "direction": "sidelæns"})
