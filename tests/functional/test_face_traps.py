"""Five ways round the rules that were seen in prototypes, each shut.

A route without the slash before its star; a view that answers for subclasses; a view that answers any method; a
client's header that chooses another root (or host); a secret node that reaches the page which says it is not there.
Each guard has been taken out once to see its test here, or in ``tests/architecture/test_views.py``, fail.
"""

import pytest
from tests.support.builders import a_case, a_document

SECRET = "Særlig fortrolig titel på sagen"


@pytest.fixture
def secret_case(site):
    with site.graph() as (root, act):
        case = a_case(root, act, title=SECRET, sensitivity="confidential")
        a_document(case, act, title="Fortroligt bilag")
    return "2026-00001"


@pytest.mark.parametrize(
    "path", ["/intranetsager", "/intranetsager/2026-00001", "/intranet.", "/intranet-", "/apisager"]
)
def test_an_address_that_only_begins_like_the_intranet_is_not_the_intranet(site, secret_case, path):
    answer = site.client("sagsbehandler").get(path, status=404)
    assert SECRET not in answer.text


def test_a_view_for_a_type_does_not_answer_for_a_subclass(site):
    from bdk_esdh.cases.content import Case
    from bdk_esdh.kernel.faces import ExactRecordPredicate

    class Undeclared(Case):
        pass

    exact = ExactRecordPredicate("Case", None)
    case = Case.__new__(Case)
    assert exact(case, None)
    assert not exact(Undeclared.__new__(Undeclared), None)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize(
    "path", ["/", "/log-ind", "/intranet/sager", "/intranet/sager/2026-00001", "/postlister"]
)
def test_no_page_answers_a_method_it_was_not_made_for(site, secret_case, method, path):
    client = site.client("sagsbehandler")
    answer = client._gen_request(method, path, expect_errors=True, headers={"X-CSRF-Token": "x"})
    assert answer.status_int in (400, 404, 405), f"{method} {path} gave {answer.status}"


@pytest.mark.parametrize("header", ["X-Vhm-Root", "X-Vhm-Host", "X-Forwarded-Host", "X-HTTP-Method-Override"])
def test_a_client_cannot_choose_another_root_by_a_header(site, secret_case, header):
    client = site.client()
    plain = client.get("/", expect_errors=True)
    forged = client.get("/", headers={header: "/sager/2026-00001"}, expect_errors=True)
    assert forged.status == plain.status
    assert SECRET not in forged.text
    inside = site.client("sagsbehandler2")
    forged = inside.get("/intranet/", headers={header: "/sager/2026-00001"}, expect_errors=True)
    assert SECRET not in forged.text


@pytest.mark.parametrize("host", ["ond.example", "testserver.ond.example", "", "localhost:80@ond.example"])
def test_a_request_for_a_host_that_is_not_ours_is_refused(site, host):
    answer = site.client().get("/log-ind", headers={"Host": host}, status=400)
    assert "Ukendt" in answer.text


def test_the_page_for_a_forbidden_node_is_that_for_a_missing_one_and_tells_nothing_of_it(site, secret_case):
    client = site.client("sagsbehandler2")
    forbidden = client.get(f"/intranet/sager/{secret_case}", status=404)
    missing = client.get("/intranet/sager/2026-00009", status=404)
    assert SECRET not in forbidden.text
    assert secret_case not in forbidden.text
    assert forbidden.text == missing.text
    anonymous = site.client()
    assert (
        anonymous.get(f"/sager/{secret_case}", status=404).text
        == anonymous.get("/sager/2026-00009", status=404).text
    )


def test_a_secret_node_never_reaches_the_template_of_an_error_page(site, secret_case):
    """Break it: leave out ``request.context = None`` in ``error_page`` and let the frame look at its context."""
    from pyramid.events import BeforeRender

    seen = []

    def look(event):
        if "is_error" in (event.rendering_val or {}):
            seen.append((event["context"], event["request"].context))

    site.registry.registerHandler(look, (BeforeRender,))
    try:
        site.client("sagsbehandler2").get(f"/intranet/sager/{secret_case}", status=404)
    finally:
        site.registry.unregisterHandler(look, (BeforeRender,))
    assert seen == [(None, None)]


@pytest.mark.parametrize("name", ["intranet", "api", "dav", "oparl", "manage", "static"])
def test_no_node_in_the_root_can_take_the_name_of_a_face(site, name):
    from bdk_esdh.organisation.content import Unit

    with site.graph() as (root, _act), pytest.raises(ValueError, match="reserved"):
        root.add(name, Unit("Enhed"), registry=site.registry)


def test_a_public_view_does_not_answer_on_the_intranets_route(site):
    """Break it: register the intranet's route with ``use_global_views``."""
    answer = site.client("sagsbehandler").get("/intranet/log-ind", status=404)
    assert "Adgangskode" not in answer.text
