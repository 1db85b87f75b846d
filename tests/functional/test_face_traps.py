"""Five ways round the rules that were seen in prototypes, each shut.

A route without the slash before its star; a view that answers for subclasses; a view that answers any method; a
client's header that chooses another root (or host); a secret node that reaches the page which says it is not there.
Each guard has been taken out once to see its test here, or in ``tests/architecture/test_views.py``, fail.
"""

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site_api import CASE, api, problem

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


# The same traps on the face for programs.


@pytest.mark.parametrize(
    "path", ["/api/v1sager", "/api/v1.", "/apiv1/sager", "/api/v2/sager", "/api", "/api/"]
)
def test_an_address_that_only_begins_like_the_face_for_programs_is_not_it(site, secret_case, path):
    client = api(site, "sagsbehandler")
    answer = client.get(f"{path}/2026-00001".replace("//", "/"), status=404)
    assert SECRET not in answer.text
    assert client.get(path, status=404)


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "TRACE", "DELETE"])
@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/sager", "/api/v1/@login", "/api/v1/emner/02"])
def test_programs_are_told_which_methods_an_address_has(site, method, path):
    """Break it: register a view on this face without a method."""
    client = api(site, "sagsbehandler")
    answer = client._gen_request(method, path, expect_errors=True)
    problem(answer, "method-not-allowed")
    assert answer.status_int == 405
    assert set(answer.headers["Allow"].split(", ")) & {"GET", "POST"}
    assert method not in answer.headers["Allow"]


@pytest.mark.parametrize("header", ["X-Vhm-Root", "X-Vhm-Host", "X-Forwarded-Host", "X-HTTP-Method-Override"])
def test_a_program_cannot_choose_another_root_by_a_header(site, secret_case, header):
    client = api(site, "sagsbehandler2")
    forged = client.get("/api/v1/", headers={header: "/sager/2026-00001"})
    assert forged.json == client.get("/api/v1/").json


@pytest.mark.parametrize("host", ["ond.example", ""])
def test_a_program_that_asks_for_another_host_is_refused_in_its_own_language(site, host):
    answer = api(site).get("/api/v1/", headers={"Host": host}, status=400)
    assert "Ukendt" in problem(answer, "bad-request")["detail"]


@pytest.mark.parametrize("login", [None, "sagsbehandler2", "politiker", "borger1"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PATCH", "DELETE", "PUT"])
@pytest.mark.parametrize(
    "rest", ["", "/1", "/@workflow", "/@workflow/close", "/1/@download/file", "/1/@versions"]
)
def test_to_a_program_a_forbidden_node_answers_as_one_that_does_not_exist(
    site, secret_case, login, method, rest
):
    """Break it: answer what the policy forbids with 403."""
    client = api(site, login)

    def ask(number):
        body = {"params": b"{}", "content_type": "application/json"} if method in ("POST", "PATCH") else {}
        return client._gen_request(method, f"/api/v1/sager/{number}{rest}", expect_errors=True, **body)

    forbidden, missing = ask(secret_case), ask("2026-00009")
    assert (forbidden.status_int, missing.status_int) == (404, 404)
    assert forbidden.body == missing.body
    # Each answer has a number of its own in our log; nothing else tells two apart.
    told = [{**answer.headers, "X-Request-ID": ""} for answer in (forbidden, missing)]
    assert told[0] == told[1]
    assert SECRET not in forbidden.text


def test_a_public_page_does_not_answer_on_the_face_for_programs_nor_the_other_way_round(site):
    client = api(site, "sagsbehandler")
    problem(client.get("/api/v1/log-ind", status=404), "not-found")
    assert client.get("/@search", status=404).content_type == "text/html"
    assert client.get("/intranet/@search", status=302).location.endswith(
        "/log-ind?til=%2Fintranet%2F%40search"
    )


def test_the_cookie_of_a_browser_opens_nothing_to_programs(site, secret_case):
    """Break it: let the policy ask for the session on every face."""
    browser = site.client("sagsbehandler")
    browser.get(f"/intranet/sager/{secret_case}", status=200)
    problem(browser.get(f"/api/v1/sager/{secret_case}", status=404), "not-found")
    problem(browser.get("/api/v1/sager", status=404), "not-found")
    problem(browser.post_json("/api/v1/sager", CASE, status=404), "not-found")


def test_the_token_of_a_program_opens_nothing_to_browsers(site, secret_case):
    client = api(site, "sagsbehandler")
    client.get(f"/api/v1/sager/{secret_case}", status=200)
    client.get(f"/intranet/sager/{secret_case}", status=302)


def test_no_answer_to_a_program_sets_a_cookie(site):
    client = api(site, "sagsbehandler")
    for answer in (client.get("/api/v1/"), client.get("/api/v1/sager"), client.get("/api/v1/x", status=404)):
        assert "Set-Cookie" not in answer.headers
