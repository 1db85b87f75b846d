"""Programs that send what the description allows, and what it does not: schemathesis against the application itself."""

import warnings

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bdk_esdh.organisation.actions import people_of
from bdk_esdh.pages.actions import publish
from tests.support.builders import a_case, a_document
from tests.support.journal_town import build_town
from tests.support.site_api import API, a_file, api

#: no error of ours, and no answer that the description does not know
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
#: what there is in the town, by the parameter that names its type
NAMES = {
    "Case": "2026-00001",
    "Document": "1",
    "Committee": "oekonomiudvalget",
    "Meeting": "2026-12-02",
    "AgendaItem": "3",
    "Page": "aabningstider",
    "NewsItem": "ny-cykelsti",
    "Unit": "byg",
    "Person": "medarbejder",
    "Group": "arkivgruppen",
    "Subject": "02",
    "version": "1",
    "type": "Case",
    "key": "1",
}
#: codes of lists that the description does not spell out
CODES = {
    "kle_subject": "02.34.02",
    "kle_facet": "G01",
    "responsible_unit": "byg",
    "unit": "byg",
    "caseworker": "leder",
    "case": "2026-00001",
    "documents": [],
    "members": [],
    "letter_date": "2026-11-20",
    "date": "2026-12-02",
    "published_from": None,
    "published_to": None,
    "file": a_file(b"Brev", "brev.txt"),
    "parent": None,
    "roles": ["caseworker"],
}
#: what ends or removes comes last
_ORDER = ("GET", "PATCH", "POST", "DELETE")


def a_town(site):
    """Make something of every type, and have what is public of it shown."""
    town = build_town(site)
    with town.graph() as (root, act):
        a_document(a_case(root, act), act)
        # One clerk who may do all that people do, so that requests come past the rights.
        people_of(root)["sagsbehandler"].roles = ("caseworker", "committee_secretary", "editor")
        people_of(root).touch()
    with town.graph(by="redaktoer") as (root, act):
        for page in (root["aabningstider"], root["nyheder"]["ny-cykelsti"]):
            publish(page, act)
    return town


def described(site):
    """Load the description as a program does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return schemathesis.openapi.from_wsgi(f"{API}/openapi.json", site.app)


def operations(schema):
    """List the operations, reading first."""
    found = [each.ok() for each in schema.get_all_operations()]
    return sorted(
        found, key=lambda each: (each.path.endswith("@logout"), _ORDER.index(each.method.upper()), each.path)
    )


def fuzz(site, login, *, examples, only=None):
    """Send so many good and as many bad requests to each operation in the name of ``login``.

    :returns: of each request the operation, the mode and the status it was answered with.

    :param only: a function of the operation that says whether to send any.
    """
    schema, sent = described(site), []
    headers = {"Host": "testserver"}
    if login:
        headers["Authorization"] = "Bearer " + api(site, login).authorization[1]
    for operation in operations(schema):
        if only is not None and not only(operation):
            continue
        for mode in _modes(operation):
            _fuzz_one(operation, mode, headers, examples, sent)
    return sent


def _modes(operation):
    # Where there is nothing but an address, there is nothing that could be wrong of it.
    can_be_wrong = bool(list(operation.query) or list(operation.body))
    return (GenerationMode.POSITIVE, GenerationMode.NEGATIVE) if can_be_wrong else (GenerationMode.POSITIVE,)


def _fuzz_one(operation, mode, headers, examples, sent):
    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), real=st.sampled_from([True, True, True, False]))
    def send(case, real):
        if real:
            case.path_parameters = {
                name: NAMES.get(name, value) for name, value in (case.path_parameters or {}).items()
            }
        if real and mode is GenerationMode.POSITIVE and isinstance(case.body, dict):
            case.body |= {name: code for name, code in CODES.items() if name in case.body}
            (case.headers or {}).pop("If-Match", None)
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        sent.append((operation.label, mode, answer.status_code))

    try:
        send()
    except Unsatisfiable:
        # Nothing that could be wrong about it: a GET without parameters.
        assert mode is GenerationMode.NEGATIVE, operation.label
